import { createTranslator, type NamespaceKeys, type NestedKeyOf } from "use-intl/core";
import { config } from "@/lib/config";
import { insertAppName } from "./app-name";
import type { Locale } from "./locales";
import { de } from "./messages/de";
import { en, type Messages } from "./messages/en";

declare module "use-intl/core" {
  interface AppConfig {
    Locale: Locale;
    Messages: Messages;
  }
}

/** All messages, by language. `{app}` stands for the name of the app; `messagesOf` inserts it. */
export const MESSAGES: Record<Locale, Messages> = { en, de };

const named = new Map<Locale, Messages>();

/** Returns all messages of one language, with the name of the app in them. */
export function messagesOf(locale: Locale): Messages {
  const known = named.get(locale) ?? insertAppName(MESSAGES[locale], config().brand.name);
  named.set(locale, known);
  return known;
}

/**
 * Returns the translator of one language. `t("key", values)` returns a string, `t.rich("key", values)` one that
 * contains elements.
 *
 * @param namespace the part of the messages that contains the keys
 */
export function translator<Namespace extends NamespaceKeys<Messages, NestedKeyOf<Messages>>>(
  locale: Locale,
  namespace: Namespace,
) {
  return createTranslator({
    locale,
    messages: messagesOf(locale),
    namespace,
    timeZone: "UTC",
    onError: raise,
  });
}

/** Throws for a missing message, so that tests detect it. */
function raise(error: Error): never {
  throw error;
}

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

type Namespaces = NamespaceKeys<Messages, NestedKeyOf<Messages>>;

/** The translators by language and namespace. Each one keeps the messages that it has parsed. */
const translators = new Map<string, unknown>();

/**
 * Returns the translator of one language. `t("key", values)` returns a string, `t.rich("key", values)` one that
 * contains elements. Made once per language and namespace, because parsing a message takes longer than formatting it.
 *
 * @param namespace the part of the messages that contains the keys
 */
export function translator<Namespace extends Namespaces>(
  locale: Locale,
  namespace: Namespace,
): ReturnType<typeof makeTranslator<Namespace>> {
  const key = `${locale} ${namespace}`;
  const known = translators.get(key) ?? makeTranslator(locale, namespace);
  translators.set(key, known);
  return known as ReturnType<typeof makeTranslator<Namespace>>;
}

function makeTranslator<Namespace extends Namespaces>(locale: Locale, namespace: Namespace) {
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

import { createTranslator, type NamespaceKeys, type NestedKeyOf } from "use-intl/core";
import type { Locale } from "./locales";
import { de } from "./messages/de";
import { en, type Messages } from "./messages/en";

declare module "use-intl/core" {
  interface AppConfig {
    Locale: Locale;
    Messages: Messages;
  }
}

/** All messages, by language. */
export const MESSAGES: Record<Locale, Messages> = { en, de };

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
  return createTranslator({ locale, messages: MESSAGES[locale], namespace, timeZone: "UTC", onError: raise });
}

/** Throws for a missing message, so that tests detect it. */
function raise(error: Error): never {
  throw error;
}

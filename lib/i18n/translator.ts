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

/** All words, by language. */
export const MESSAGES: Record<Locale, Messages> = { en, de };

/**
 * Finds words in one language. `t("key", values)` gives a text, `t.rich("key", values)` one with elements in it.
 *
 * @param namespace the part of the messages that the keys are looked for in
 */
export function translator<Namespace extends NamespaceKeys<Messages, NestedKeyOf<Messages>>>(
  locale: Locale,
  namespace: Namespace,
) {
  return createTranslator({ locale, messages: MESSAGES[locale], namespace, timeZone: "UTC", onError: raise });
}

/** A word that is missing is a mistake, and no test is to pass over it. */
function raise(error: Error): never {
  throw error;
}

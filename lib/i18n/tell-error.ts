import type { LatchkeyError, ToldError, Words } from "../errors";
import type { Locale } from "./locales";
import { en } from "./messages/en";
import { waitInWords } from "./spans";
import { translator } from "./translator";

type Value = NonNullable<Words["values"]>[string];

/** Whether a text is the key of words that an error can be told in. */
export function isWordsKey(text: string): text is Words["key"] {
  return Object.hasOwn(en.refusals, text);
}

/** Puts an error into a language: the words of its code, or those that fit its case better. */
export function tellError({ code, meta, words }: LatchkeyError, locale: Locale): ToldError {
  const t = translator(locale, "errors");
  const longMessage = words ? inWords(words, locale) : t(`${code}.longMessage`);
  return { code, message: t(`${code}.message`), longMessage, meta };
}

function inWords({ key, values = {} }: Words, locale: Locale): string {
  const told = Object.entries(values).map(([name, value]) => [name, inLanguage(value, locale)] as const);
  return translator(locale, "refusals")(key, Object.fromEntries(told));
}

function inLanguage(value: Value, locale: Locale): string | number {
  if (typeof value !== "object") return value;
  if ("seconds" in value) return waitInWords(value.seconds, locale);
  return translator(locale, "client.strength.warnings")(value.weakness);
}

import type { Locale } from "./locales";

/**
 * Puts values into a text of the browser's part of the messages, which knows nothing but `{name}`: all that the full ICU
 * syntax takes would weigh more than the rest of a page's scripts.
 */
export function interpolate(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (placeholder, name: string) => String(values[name] ?? placeholder));
}

/** The form of a text that goes with a number, which stands in it as `{count}`. */
export function plural(forms: { one: string; other: string }, count: number, locale: Locale): string {
  const isOne = new Intl.PluralRules(locale).select(count) === "one";
  return interpolate(isOne ? forms.one : forms.other, { count });
}

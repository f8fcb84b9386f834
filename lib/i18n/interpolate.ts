import type { Locale } from "./locales";

/**
 * Inserts values into a message of the browser's part, which supports only `{name}`: the full ICU syntax would weigh
 * more than all other scripts of a page.
 */
export function interpolate(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (placeholder, name: string) => String(values[name] ?? placeholder));
}

/** Chooses the plural form of a message for a number, which it contains as `{count}`. */
export function plural(forms: { one: string; other: string }, count: number, locale: Locale): string {
  const isOne = new Intl.PluralRules(locale).select(count) === "one";
  return interpolate(isOne ? forms.one : forms.other, { count });
}

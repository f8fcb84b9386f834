import Negotiator from "negotiator";

/** The supported languages, as BCP 47 tags. The first one is the default. */
export const LOCALES = ["en", "de"] as const;

export type Locale = (typeof LOCALES)[number];

export const DEFAULT_LOCALE: Locale = LOCALES[0];

/** The name of each language in that language. */
export const LOCALE_NAMES: Record<Locale, string> = { en: "English", de: "Deutsch" };

/** Whether a string is the tag of a supported language. */
export function isLocale(text: string | null | undefined): text is Locale {
  return LOCALES.some((locale) => locale === text);
}

/** Returns the language of a stored tag, or the default one if this version does not support it. */
export function parseLocale(tag: string | null): Locale {
  return isLocale(tag) ? tag : DEFAULT_LOCALE;
}

/** Returns the language of a request: the chosen one, or else the preferred one. */
export function resolveLocale(chosen: string | undefined, acceptLanguage: string | null): Locale {
  return isLocale(chosen) ? chosen : preferredLocale(acceptLanguage);
}

/**
 * Returns the preferred language of a client (RFC 9110 §12.5.4).
 *
 * @param acceptLanguage the header, such as "de-AT, en;q=0.5"; `null` accepts any language
 */
export function preferredLocale(acceptLanguage: string | null): Locale {
  const headers = acceptLanguage === null ? {} : { "accept-language": acceptLanguage };
  const best = new Negotiator({ headers }).language([...LOCALES]);
  return isLocale(best) ? best : DEFAULT_LOCALE;
}

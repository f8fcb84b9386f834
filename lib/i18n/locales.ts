import Negotiator from "negotiator";

/** The languages there are words in, as BCP 47 tags. The first is for whoever understands none of them. */
export const LOCALES = ["en", "de"] as const;

export type Locale = (typeof LOCALES)[number];

export const DEFAULT_LOCALE: Locale = LOCALES[0];

/** Each language in its own words. */
export const LOCALE_NAMES: Record<Locale, string> = { en: "English", de: "Deutsch" };

/** Whether a text is the tag of a language there are words in. */
export function isLocale(text: string | null | undefined): text is Locale {
  return LOCALES.some((locale) => locale === text);
}

/** The language a stored tag stands for: the default one where there are no words in it, or not in this version. */
export function parseLocale(tag: string | null): Locale {
  return isLocale(tag) ? tag : DEFAULT_LOCALE;
}

/** The language of a request: the one that was chosen, or else the one that its maker understands best. */
export function resolveLocale(chosen: string | undefined, acceptLanguage: string | null): Locale {
  return isLocale(chosen) ? chosen : preferredLocale(acceptLanguage);
}

/**
 * The language that somebody understands best (RFC 9110 §12.5.4).
 *
 * @param acceptLanguage the header, such as "de-AT, en;q=0.5"; without one, anything is understood
 */
export function preferredLocale(acceptLanguage: string | null): Locale {
  const headers = acceptLanguage === null ? {} : { "accept-language": acceptLanguage };
  const best = new Negotiator({ headers }).language([...LOCALES]);
  return isLocale(best) ? best : DEFAULT_LOCALE;
}

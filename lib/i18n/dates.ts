import type { Locale } from "./locales";

/** How a language writes dates and times: English as the British do, day before month and by 24 hours. */
const TAGS: Record<Locale, string> = { en: "en-GB", de: "de" };

/** Formats moments in one language, by the one clock that everybody shares. */
export function dateTimeFormat(
  locale: Locale,
  styles: Pick<Intl.DateTimeFormatOptions, "dateStyle" | "timeStyle" | "day" | "month">,
): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(TAGS[locale], { ...styles, timeZone: "UTC" });
}

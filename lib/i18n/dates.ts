import type { Locale } from "./locales";

/**
 * The formats of dates and times per language. English uses the British format, with the day before the month and 24
 * hours.
 */
const TAGS: Record<Locale, string> = { en: "en-GB", de: "de" };

/** Returns a formatter for dates and times in one language, in UTC. */
export function dateTimeFormat(
  locale: Locale,
  styles: Pick<Intl.DateTimeFormatOptions, "dateStyle" | "timeStyle" | "day" | "month">,
): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(TAGS[locale], { ...styles, timeZone: "UTC" });
}

import type { Locale } from "./locales";

const MINUTE = 60;
const HOUR = 3600;

const inUnit = (amount: number, unit: "second" | "minute" | "hour", locale: Locale) =>
  new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "long", useGrouping: false }).format(
    amount,
  );

/** Formats a waiting time, rounded up: "45 seconds", "2 minutes", "1 hour". */
export function formatWait(seconds: number, locale: Locale): string {
  if (seconds < MINUTE) return inUnit(seconds, "second", locale);
  if (seconds < HOUR) return inUnit(Math.ceil(seconds / MINUTE), "minute", locale);
  return inUnit(Math.ceil(seconds / HOUR), "hour", locale);
}

/** Formats a lifetime, rounded down: "10 minutes", "30 seconds". */
export function formatLifetime(seconds: number, locale: Locale): string {
  if (seconds < MINUTE) return inUnit(seconds, "second", locale);
  return inUnit(Math.floor(seconds / MINUTE), "minute", locale);
}

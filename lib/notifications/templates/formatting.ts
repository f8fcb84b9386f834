import { dateTimeFormat } from "@/lib/i18n/dates";
import type { Locale } from "@/lib/i18n/locales";
import { translator } from "@/lib/i18n/translator";
import { lookupLocation } from "@/lib/identifiers/geoip";
import { describeDevice } from "../device";
import type { Origin } from "../origin";

/** Converts seconds to whole days, rounded down. */
export const daysOf = (seconds: number): number => Math.floor(seconds / 86_400);

/** Formats a time, such as "3 May 2026 at 14:05 UTC". */
export function describeTime(at: Date, locale: Locale): string {
  const day = dateTimeFormat(locale, { dateStyle: "long" }).format(at);
  const time = dateTimeFormat(locale, { timeStyle: "short" }).format(at);
  return translator(locale, "emails.words")("time", { day, time });
}

/** Formats an IP address with its location, if known, such as "203.0.113.7, Zurich, Switzerland". */
const describeAddress = (ipAddress: string, locale: Locale): string =>
  [ipAddress, lookupLocation(ipAddress, locale)].filter((part) => part !== null).join(", ");

/** Formats the origin and time of a request, such as "Firefox on Linux (203.0.113.7) on 3 May 2026 at 14:05 UTC". */
export function describeOrigin({ ipAddress, userAgent }: Origin, at: Date, locale: Locale): string {
  const t = translator(locale, "emails.words");
  const known = { device: describeDevice(userAgent, locale), time: describeTime(at, locale) };
  if (ipAddress === null) return t("origin", known);
  return t("originWithAddress", { ...known, ipAddress: describeAddress(ipAddress, locale) });
}

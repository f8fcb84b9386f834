import { DEFAULT_LOCALE } from "@/lib/i18n/locales";
import { describeDevice } from "../device";
import type { Origin } from "../message";

/** A lifetime as a person says it, rounded down: "10 minutes", "30 seconds". */
export function inMinutes(seconds: number): string {
  const [amount, unit] = seconds < 60 ? [seconds, "second"] : [Math.floor(seconds / 60), "minute"];
  return `${amount} ${unit}${amount === 1 ? "" : "s"}`;
}

/** A lifetime of days as a person says it, rounded down: "7 days", "1 day". */
export function inDays(seconds: number): string {
  const days = Math.floor(seconds / 86_400);
  return `${days} ${days === 1 ? "day" : "days"}`;
}

/** A moment as a person says it: "3 May 2026 at 14:05 UTC". */
export function describeTime(at: Date): string {
  const day = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" }).format(at);
  const time = new Intl.DateTimeFormat("en-GB", { timeStyle: "short", timeZone: "UTC" }).format(at);
  return `${day} at ${time} UTC`;
}

/** From where and when: "Firefox on Linux (203.0.113.7) on 3 May 2026 at 14:05 UTC". */
export function describeOrigin({ ipAddress, userAgent }: Origin, at: Date): string {
  const address = ipAddress ? ` (${ipAddress})` : "";
  return `${describeDevice(userAgent, DEFAULT_LOCALE)}${address} on ${describeTime(at)}`;
}

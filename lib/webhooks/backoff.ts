import { nextDelaySeconds } from "@/lib/jobs/backoff";

/**
 * Seconds to wait after each failed try, 24 hours in all but for a few minutes: dense at first, for a restart, then sparse,
 * for a night (Standard Webhooks, "Retry schedule"). There is one more try than there are pauses.
 */
const RETRY_DELAYS_SECONDS = [5, 30, 300, 1800, 7200, 18_000, 28_800, 28_800];

export const MAX_ATTEMPTS = RETRY_DELAYS_SECONDS.length + 1;

/**
 * When to try a delivery again.
 *
 * @param attemptCount at least 1
 * @param retryAfterSeconds what the endpoint asked for, if anything: never less than that, up to a day
 * @param random from 0 to 1
 * @returns seconds, or `null` to give up
 */
export function secondsUntilNextAttempt(
  attemptCount: number,
  retryAfterSeconds: number | null,
  random: number,
): number | null {
  return nextDelaySeconds(RETRY_DELAYS_SECONDS, attemptCount, retryAfterSeconds, random);
}

import { nextDelaySeconds } from "@/lib/jobs/backoff";

/** Seconds to wait after each failed try; there is one more try than there are pauses. */
const RETRY_DELAYS_SECONDS = [5, 15, 60, 120, 300, 900, 3600];

export const MAX_ATTEMPTS = RETRY_DELAYS_SECONDS.length + 1;

/**
 * When to try a message again.
 *
 * @param attemptCount at least 1
 * @param retryAfterSeconds what the provider asked for, if anything: never less than that, up to a day
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

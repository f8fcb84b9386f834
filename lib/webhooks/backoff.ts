import { nextDelaySeconds } from "@/lib/jobs/backoff";

/**
 * Seconds to wait after each failed attempt, almost 24 hours in total: short at first, to bridge a restart, then long,
 * to bridge a night (Standard Webhooks, "Retry schedule"). `MAX_ATTEMPTS` is one more than the number of delays.
 */
const RETRY_DELAYS_SECONDS = [5, 30, 300, 1800, 7200, 18_000, 28_800, 28_800];

export const MAX_ATTEMPTS = RETRY_DELAYS_SECONDS.length + 1;

/**
 * Returns when to attempt a delivery again.
 *
 * @param attemptCount at least 1
 * @param retryAfterSeconds what the endpoint asked for, or `null`; a minimum for the result, honored up to a day
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

/** Delays vary by a quarter in both directions, so that jobs that failed together are not retried together. */
const JITTER = 0.25;

/** The longest Retry-After that is honored. */
const LONGEST_RETRY_AFTER_SECONDS = 24 * 3600;

/**
 * Returns when to retry.
 *
 * @param pausesSeconds how long to wait after each failed attempt
 * @param attemptCount at least 1
 * @param retryAfterSeconds what the other side asked for, or `null`; a minimum for the result, honored up to a day
 * @param random from 0 to 1
 * @returns seconds, or `null` to give up
 */
export function nextDelaySeconds(
  pausesSeconds: number[],
  attemptCount: number,
  retryAfterSeconds: number | null,
  random: number,
): number | null {
  const pause = pausesSeconds[attemptCount - 1];
  if (pause === undefined) return null;
  const asked = Math.min(retryAfterSeconds ?? 0, LONGEST_RETRY_AFTER_SECONDS);
  return Math.max(asked, Math.round(pause * (1 - JITTER + 2 * JITTER * random)));
}

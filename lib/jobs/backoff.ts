/** Pauses vary by a quarter either way, so that what failed together does not come back together. */
const JITTER = 0.25;

/** Nobody is believed who asks for more than this. */
const LONGEST_RETRY_AFTER_SECONDS = 24 * 3600;

/**
 * When to try again.
 *
 * @param pausesSeconds how long to wait after each failed try
 * @param attemptCount at least 1
 * @param retryAfterSeconds what the other side asked for, if anything: never less than that, up to a day
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

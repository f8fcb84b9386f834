/** Delays vary by a quarter in both directions, so that jobs that failed together are not retried together. */
const JITTER = 0.25;

/** The longest Retry-After that is honored. */
const LONGEST_RETRY_AFTER_SECONDS = 24 * 3600;

/**
 * Returns when to attempt a job again.
 *
 * @param delaysSeconds how long to wait after each failed attempt
 * @param attemptCount at least 1
 * @param retryAfterSeconds what the receiver asked for, or `null`; a minimum for the result, honored up to a day
 * @param random from 0 to 1
 * @returns seconds, or `null` to give up
 */
export function nextDelaySeconds(
  delaysSeconds: number[],
  attemptCount: number,
  retryAfterSeconds: number | null,
  random: number,
): number | null {
  const delay = delaysSeconds[attemptCount - 1];
  if (delay === undefined) return null;
  const asked = Math.min(retryAfterSeconds ?? 0, LONGEST_RETRY_AFTER_SECONDS);
  return Math.max(asked, Math.round(delay * (1 - JITTER + 2 * JITTER * random)));
}

/**
 * Parses a Retry-After header (RFC 9110 §10.2.3): seconds, or a date.
 *
 * @param now milliseconds since the epoch
 * @returns whole seconds from now, or `null` if the header is absent or invalid
 */
export function parseRetryAfter(header: string | null | undefined, now: number): number | null {
  if (!header) return null;
  if (/^\d+$/.test(header.trim())) return Number(header);
  const date = Date.parse(header);
  return Number.isNaN(date) ? null : Math.max(0, Math.ceil((date - now) / 1000));
}

import { setTimeout as wait } from "node:timers/promises";

/**
 * How long an answer takes at least where its time might tell who has an account: a hash that is older or missing, a row that is
 * found, a foreign key that is checked.
 */
const MIN_RESPONSE_MS = 150;

/**
 * Waits until an answer may be given, without holding anything up.
 *
 * @param startedAt a reading of `performance.now()`
 */
export async function waitForMinimumDuration(startedAt: number): Promise<void> {
  const left = startedAt + MIN_RESPONSE_MS - performance.now();
  if (left > 0) await wait(left);
}

/** Does some work, and gives its result no sooner than the floor. */
export async function withMinimumDuration<T>(work: () => Promise<T>): Promise<T> {
  const startedAt = performance.now();
  const result = await work();
  await waitForMinimumDuration(startedAt);
  return result;
}

import { setTimeout as wait } from "node:timers/promises";

/**
 * The minimum duration of a response whose timing might reveal whether an account exists: by an outdated or missing
 * hash, a row that is found, or a foreign key that is checked.
 */
const MIN_RESPONSE_MS = 150;

/**
 * Waits until the minimum duration has passed. Nothing is locked or occupied meanwhile.
 *
 * @param startedAt a reading of `performance.now()`
 */
export async function waitForMinimumDuration(startedAt: number): Promise<void> {
  const left = startedAt + MIN_RESPONSE_MS - performance.now();
  if (left > 0) await wait(left);
}

/** Runs `work` and waits until at least `MIN_RESPONSE_MS` have passed. */
export async function withMinimumDuration<T>(work: () => Promise<T>): Promise<T> {
  const startedAt = performance.now();
  const result = await work();
  await waitForMinimumDuration(startedAt);
  return result;
}

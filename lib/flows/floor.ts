import { setTimeout as wait } from "node:timers/promises";

/**
 * How long an answer takes at least where its time might tell who has an account: a hash that is older or missing, a row that is
 * found, a foreign key that is checked.
 */
const ANSWER_FLOOR_MS = 150;

/**
 * Waits until an answer may be given, without holding anything up.
 *
 * @param startedAt a reading of `performance.now()`
 */
export async function floorFrom(startedAt: number): Promise<void> {
  const left = startedAt + ANSWER_FLOOR_MS - performance.now();
  if (left > 0) await wait(left);
}

/** Does some work, and gives its result no sooner than the floor. */
export async function withFloor<T>(work: () => Promise<T>): Promise<T> {
  const startedAt = performance.now();
  const result = await work();
  await floorFrom(startedAt);
  return result;
}

import { setTimeout as wait } from "node:timers/promises";

/** How long a refused password takes at least. Hides what an older or missing hash would tell by its time. */
export const REFUSAL_FLOOR_MS = 150;

/**
 * Waits until a span of time has passed, without holding anything up.
 *
 * @param startedAt a reading of `performance.now()`
 * @param floorMs milliseconds from then
 */
export async function notBefore(startedAt: number, floorMs: number): Promise<void> {
  const left = startedAt + floorMs - performance.now();
  if (left > 0) await wait(left);
}

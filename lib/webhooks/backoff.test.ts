import { expect, test } from "vitest";
import { MAX_ATTEMPTS, secondsUntilNextAttempt } from "./backoff";

test("retries for about a day at growing intervals, then gives up", () => {
  const pauses = Array.from({ length: MAX_ATTEMPTS }, (_, tries) =>
    secondsUntilNextAttempt(tries + 1, null, 0.5),
  );
  expect(pauses).toEqual([5, 30, 300, 1800, 7200, 18_000, 28_800, 28_800, null]);
  const inAll = pauses.reduce<number>((sum, pause) => sum + (pause ?? 0), 0);
  expect(inAll).toBeGreaterThan(23 * 3600);
  expect(inAll).toBeLessThanOrEqual(24 * 3600);
});

test("retries no sooner than the endpoint asks for", () => {
  expect(secondsUntilNextAttempt(1, 600, 0)).toBe(600);
});

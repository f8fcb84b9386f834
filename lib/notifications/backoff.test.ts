import fc from "fast-check";
import { expect, test } from "vitest";
import { MAX_ATTEMPTS, secondsUntilNextAttempt } from "./backoff";

const share = fc.double({ min: 0, max: 1, noNaN: true });

test("waits longer after every attempt, then gives up", () => {
  const pauses = Array.from({ length: MAX_ATTEMPTS }, (_, tries) =>
    secondsUntilNextAttempt(tries + 1, null, 0.5),
  );
  expect(pauses).toEqual([5, 15, 60, 120, 300, 900, 3600, null]);
});

test("varies the delay by a quarter in both directions", () => {
  fc.assert(
    fc.property(share, (random) => {
      const pause = secondsUntilNextAttempt(3, null, random) ?? 0;
      expect(pause).toBeGreaterThanOrEqual(45);
      expect(pause).toBeLessThanOrEqual(75);
    }),
  );
});

test("retries no sooner than the provider asks for, up to a day", () => {
  expect(secondsUntilNextAttempt(1, 90, 0)).toBe(90);
  expect(secondsUntilNextAttempt(5, 1, 0.5)).toBe(300);
  expect(secondsUntilNextAttempt(1, 1e15, 0)).toBe(86_400);
});

test("gives up after the last attempt, whatever the provider asks for", () => {
  expect(secondsUntilNextAttempt(MAX_ATTEMPTS, 5, 0.5)).toBeNull();
});

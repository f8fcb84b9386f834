import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { RETRY_DELAYS_SECONDS as MESSAGE_DELAYS_SECONDS } from "@/lib/notifications/deliver";
import { RETRY_DELAYS_SECONDS as WEBHOOK_DELAYS_SECONDS } from "@/lib/webhooks/deliver";
import { nextDelaySeconds, parseRetryAfter } from "./backoff";

const NOW = Date.parse("2026-11-21T12:00:00Z");
const DELAYS_SECONDS = [10, 60, 600];

const share = fc.double({ min: 0, max: 1, noNaN: true });

test.each([
  ["messages", MESSAGE_DELAYS_SECONDS, 3600, 2 * 3600],
  ["webhooks", WEBHOOK_DELAYS_SECONDS, 23 * 3600, 24 * 3600],
])("%s are attempted at growing intervals, then given up", (_name, delays, least, most) => {
  const waits = [...delays, null].map((_, index) => nextDelaySeconds(delays, index + 1, null, 0.5));
  expect(waits).toEqual([...delays, null]);
  expect([...delays].sort((a, b) => a - b)).toEqual(delays);
  const total = delays.reduce((sum, delay) => sum + delay, 0);
  expect(total).toBeGreaterThan(least);
  expect(total).toBeLessThanOrEqual(most);
});

test("varies the delay by a quarter in both directions", () => {
  fc.assert(
    fc.property(share, (random) => {
      const delay = nextDelaySeconds(DELAYS_SECONDS, 2, null, random) ?? 0;
      expect(delay).toBeGreaterThanOrEqual(45);
      expect(delay).toBeLessThanOrEqual(75);
    }),
  );
});

test("retries no sooner than the receiver asks for, up to a day", () => {
  expect(nextDelaySeconds(DELAYS_SECONDS, 1, 90, 0)).toBe(90);
  expect(nextDelaySeconds(DELAYS_SECONDS, 3, 1, 0.5)).toBe(600);
  expect(nextDelaySeconds(DELAYS_SECONDS, 1, 1e15, 0)).toBe(86_400);
});

test("gives up after the last attempt, whatever the receiver asks for", () => {
  expect(nextDelaySeconds(DELAYS_SECONDS, 4, 5, 0.5)).toBeNull();
});

describe("Retry-After", () => {
  test("in seconds", () => {
    expect(parseRetryAfter("120", NOW)).toBe(120);
    expect(parseRetryAfter(" 0 ", NOW)).toBe(0);
  });

  test("as a date is converted to seconds from now, at least 0", () => {
    expect(parseRetryAfter("Sat, 21 Nov 2026 12:01:30 GMT", NOW)).toBe(90);
    expect(parseRetryAfter("Sat, 21 Nov 2026 11:00:00 GMT", NOW)).toBe(0);
  });

  test("with any other value is ignored", () => {
    for (const header of [undefined, null, "", "soon", "-5 apples"])
      expect(parseRetryAfter(header, NOW)).toBeNull();
  });
});

import { expect, test } from "vitest";
import { parseRetryAfter } from "./retry-after";

const now = Date.parse("2026-11-21T12:00:00Z");

test("reads seconds", () => {
  expect(parseRetryAfter("120", now)).toBe(120);
  expect(parseRetryAfter(" 0 ", now)).toBe(0);
});

test("reads a date as seconds from now, at least 0", () => {
  expect(parseRetryAfter("Sat, 21 Nov 2026 12:01:30 GMT", now)).toBe(90);
  expect(parseRetryAfter("Sat, 21 Nov 2026 11:00:00 GMT", now)).toBe(0);
});

test("returns null for anything else", () => {
  for (const header of [undefined, null, "", "soon", "-5 apples"])
    expect(parseRetryAfter(header, now)).toBeNull();
});

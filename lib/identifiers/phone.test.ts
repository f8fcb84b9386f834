import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isInCountries, maskPhoneNumber, normalizePhoneNumber } from "./phone";

const CALIFORNIA = "+14155550100";

describe("normalizePhoneNumber", () => {
  test.each([
    "+14155550100",
    "+1 (415) 555-0100",
    "001 415 555 0100",
    "(415) 555-0100",
    "+１４１５５５５０１００",
    "\u202a+1 415 555 0100\u202c",
    "+14155550100 ext. 5",
    "  +1.415.555.0100  ",
  ])("normalizes %s to the same number", (typed) => {
    expect(normalizePhoneNumber(typed, "US")).toBe(CALIFORNIA);
  });

  test("reads a number without a country code as one of the default country", () => {
    expect(normalizePhoneNumber("0151 23456789", "DE")).toBe("+4915123456789");
    expect(normalizePhoneNumber("+49 (0)151 23456789", "US")).toBe("+4915123456789");
    expect(normalizePhoneNumber("06 12345678", "IT")).toBe("+390612345678");
  });

  test.each([
    ["a premium number", "+1 900 555 0100"],
    ["a toll-free number", "+1 800 555 0100"],
    ["a country that is none", "+999 123456"],
    ["too short a number", "12"],
    ["a sentence", "call +14155550100 now"],
    ["two numbers", "+14155550100,+14155550101"],
    ["nothing", ""],
    ["a novel", "1".repeat(10_000)],
  ])("rejects %s", (_what, typed) => {
    expect(normalizePhoneNumber(typed, "US")).toBeNull();
  });

  test("returns E.164 or null, and is idempotent", () => {
    fc.assert(
      fc.property(fc.string(), (typed) => {
        const number = normalizePhoneNumber(typed, "US");
        if (number === null) return;
        expect(number).toMatch(/^\+[1-9]\d{4,14}$/);
        expect(normalizePhoneNumber(number, "DE")).toBe(number);
      }),
    );
  });
});

test("assigns a number to its country, by the area code if countries share a code", () => {
  expect(isInCountries(CALIFORNIA, ["US"])).toBe(true);
  expect(isInCountries("+18765550100", ["US", "CA"])).toBe(false);
  expect(isInCountries("+18765550100", ["JM"])).toBe(true);
  expect(isInCountries("+447700900123", ["US"])).toBe(false);
  expect(isInCountries("+15555550100", ["US"])).toBe(true);
});

test("a masked number shows only its last two digits", () => {
  expect(maskPhoneNumber(CALIFORNIA)).toBe("•••• 00");
});

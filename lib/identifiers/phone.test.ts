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
    "+١ (٤١٥) ٥٥٥-٠١٠٠",
    "۴۱۵ ۵۵۵ ۰۱۰۰",
    "\uff0b१४१५५५५०१००",
    "+1 415\u2013555\u20130100",
    "+1\u00a0415\u2009555\u202f0100",
    "\u200e\ufeff+1\u200b415\u2060555\u00ad0100\u3164",
    "011 1 415 555 0100",
  ])("normalizes %s to the same number", (typed) => {
    expect(normalizePhoneNumber(typed, "US")).toBe(CALIFORNIA);
  });

  test("reads a number without a country code as one of the default country", () => {
    expect(normalizePhoneNumber("0151 23456789", "DE")).toBe("+4915123456789");
    expect(normalizePhoneNumber("+49 (0)151 23456789", "US")).toBe("+4915123456789");
    expect(normalizePhoneNumber("06 12345678", "IT")).toBe("+390612345678");
    expect(normalizePhoneNumber("٠١٥١ ٢٣٤٥٦٧٨٩", "DE")).toBe("+4915123456789");
  });

  test("ignores the script of its digits and the characters between them", () => {
    const zeros = fc.constantFrom(0x30, 0x660, 0x6f0, 0x966, 0xff10, 0x1d7ce);
    const between = fc.constantFrom("", " ", "-", "\u2013", "\u00a0", "\u200e", "\u200b", ".");
    const digit = fc.tuple(zeros, between);
    fc.assert(
      fc.property(fc.array(digit, { minLength: 11, maxLength: 11 }), (forms) => {
        const typed = forms.map(
          ([zero, gap], place) => gap + String.fromCodePoint(zero + Number(CALIFORNIA[place + 1])),
        );
        expect(normalizePhoneNumber(`+${typed.join("")}`, "DE")).toBe(CALIFORNIA);
      }),
    );
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

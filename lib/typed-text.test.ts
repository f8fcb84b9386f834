import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseDigits, parseLinkToken, toAsciiDigits, trimInvisible } from "./typed-text";

/** The zero of every script that this version of Node knows. */
const ZEROS = Array.from({ length: 0x110000 }, (_, codePoint) => codePoint)
  .filter((codePoint) => /^\p{Nd}$/u.test(String.fromCodePoint(codePoint)))
  .filter((_codePoint, index) => index % 10 === 0);

const INVISIBLE = [
  ...[" ", "\t", "\r\n", "\u00a0", "\u00ad", "\u2003", "\u200b", "\u200e", "\u200f", "\u202a", "\u202c"],
  ...["\u2060", "\u2066", "\u2069", "\u2800", "\u3000", "\u3164", "\ufe0f", "\ufeff", "\u{e0001}"],
];
const DASHES = ["-", "\u2010", "\u2011", "\u2012", "\u2013", "\u2014", "\u2212", "\uff0d"];

const zero = fc.constantFrom(...ZEROS);
const invisible = fc.array(fc.constantFrom(...INVISIBLE), { maxLength: 3 }).map((parts) => parts.join(""));
const separator = fc
  .array(fc.constantFrom(...INVISIBLE, ...DASHES), { maxLength: 3 })
  .map((parts) => parts.join(""));
const token = fc.base64String({ maxLength: 60 }).map((text) => text.replace(/[^\w-]/g, ""));

describe("digits", () => {
  test("of every script are read by their value", () => {
    expect(ZEROS.length).toBeGreaterThan(60);
    for (const first of ZEROS) {
      const digits = String.fromCodePoint(...Array.from({ length: 10 }, (_, value) => first + value));
      expect(toAsciiDigits(digits), first.toString(16)).toBe("0123456789");
    }
  });

  test("may be mixed with separators", () => {
    const digit = fc.tuple(fc.integer({ min: 0, max: 9 }), zero, separator);
    fc.assert(
      fc.property(separator, fc.array(digit, { maxLength: 10 }), (before, digits) => {
        const typed = digits.map(([value, first, after]) => String.fromCodePoint(first + value) + after);
        expect(parseDigits(before + typed.join(""))).toBe(digits.map(([value]) => value).join(""));
      }),
    );
  });

  test("keep everything else", () => {
    expect(parseDigits("12a.3+4,5")).toBe("12a.3+4,5");
  });
});

describe("trimInvisible", () => {
  test("removes invisible characters at both ends, and keeps what is between", () => {
    fc.assert(
      fc.property(invisible, fc.string({ unit: "grapheme-ascii" }), invisible, (before, text, after) => {
        const core = `<${text}>`;
        expect(trimInvisible(before + core + after)).toBe(core);
        expect(trimInvisible(before + after)).toBe("");
      }),
    );
  });

  test("is idempotent", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(invisible, fc.string())), (parts) => {
        const typed = parts.join("");
        expect(trimInvisible(trimInvisible(typed))).toBe(trimInvisible(typed));
      }),
    );
  });
});

describe("the token of a link", () => {
  test("is read without what follows it", () => {
    const rest = fc.constantFrom("", ")", ".", ",", ">", ").", "\u00bb", "\u3002", " ", "\r\n", "&gt;");
    fc.assert(
      fc.property(token, rest, (text, after) => {
        expect(parseLinkToken(text + after)).toBe(text);
      }),
    );
  });

  test("is not made up of the rest of a text", () => {
    expect(parseLinkToken("<abc>")).toBe("");
    expect(parseLinkToken("abc)def")).toBe("abc");
  });
});

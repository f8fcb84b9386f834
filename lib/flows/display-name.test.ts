import fc from "fast-check";
import { expect, test } from "vitest";
import { parseDisplayName } from "./display-name";

test.each([
  ["Acme", "Acme"],
  ["  Acme & Sons  ", "Acme & Sons"],
  ["Zoë", "Zoë"],
  ["می‌خواهم", "می‌خواهم"],
  ["👩‍🚀 Crew", "👩‍🚀 Crew"],
  ['<a href="https://evil.example">', '<a href="https://evil.example">'],
  ["x".repeat(100), "x".repeat(100)],
  ["🗝".repeat(100), "🗝".repeat(100)],
])("%j is a label", (typed, name) => {
  expect(parseDisplayName(typed)).toBe(name);
});

test.each(["", "   ", "\u200d", "x".repeat(101), "🗝".repeat(101)])("%j is none", (typed) => {
  expect(parseDisplayName(typed)).toBeNull();
});

test.each(["\n", "\r", "\t", "\0", "\u2028", "\u202e", "\u2066", "\ufeff", "\ud800"])(
  "a label with %j in it is none",
  (unseen) => {
    expect(parseDisplayName(`Acme${unseen}Bcc: eve@evil.example`)).toBeNull();
  },
);

test("a label that was read is read as the same", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 120 }), (typed) => {
      const name = parseDisplayName(typed);
      if (name !== null) expect(parseDisplayName(name)).toBe(name);
    }),
  );
});

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
])("accepts %j", (typed, name) => {
  expect(parseDisplayName(typed)).toBe(name);
});

test.each(["", "   ", "\u200d", "x".repeat(101), "🗝".repeat(101)])("rejects %j", (typed) => {
  expect(parseDisplayName(typed)).toBeNull();
});

test.each(["\n", "\r", "\t", "\0", "\u2028", "\u202e", "\u2066", "\ufeff", "\ud800"])(
  "rejects a name with %j in it",
  (unseen) => {
    expect(parseDisplayName(`Acme${unseen}Bcc: eve@evil.example`)).toBeNull();
  },
);

test("parsing is idempotent", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 120 }), (typed) => {
      const name = parseDisplayName(typed);
      if (name !== null) expect(parseDisplayName(name)).toBe(name);
    }),
  );
});

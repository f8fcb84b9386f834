import fc from "fast-check";
import { expect, test } from "vitest";
import { readOrganizationName } from "./name";

test.each([
  ["Acme", "Acme"],
  ["  Acme & Sons  ", "Acme & Sons"],
  ["Zoë", "Zoë"],
  ["می‌خواهم", "می‌خواهم"],
  ["👩‍🚀 Crew", "👩‍🚀 Crew"],
  ['<a href="https://evil.example">', '<a href="https://evil.example">'],
  ["x".repeat(100), "x".repeat(100)],
  ["🗝".repeat(100), "🗝".repeat(100)],
])("%j is a name", (typed, name) => {
  expect(readOrganizationName(typed)).toBe(name);
});

test.each(["", "   ", "\u200d", "x".repeat(101), "🗝".repeat(101)])("%j is none", (typed) => {
  expect(readOrganizationName(typed)).toBeNull();
});

test.each(["\n", "\r", "\t", "\0", "\u2028", "\u202e", "\u2066", "\ufeff", "\ud800"])(
  "a name with %j in it is none",
  (unseen) => {
    expect(readOrganizationName(`Acme${unseen}Bcc: eve@evil.example`)).toBeNull();
  },
);

test("a name that was read is read as the same", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 120 }), (typed) => {
      const name = readOrganizationName(typed);
      if (name !== null) expect(readOrganizationName(name)).toBe(name);
    }),
  );
});

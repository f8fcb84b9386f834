import fc from "fast-check";
import { expect, test } from "vitest";
import { sanitizeUserText } from "./user-text";

const withoutJoiners = (text: string) => text.replaceAll("\u2060", "");

test.each([
  ["Acme & Sons", "Acme & Sons"],
  ["Acme Inc.", "Acme Inc."],
  ["a\r\nBcc: eve@evil.example", "a Bcc: eve@evil.example"],
  ["a\u202eb", "a b"],
  ["👩‍🚀 Crew", "👩‍🚀 Crew"],
  ["x".repeat(61), `${"x".repeat(59)}…`],
])("%j becomes %j", (typed, expected) => {
  expect(withoutJoiners(sanitizeUserText(typed))).toBe(expected);
});

test.each(["http://evil.example now", "www.evil.example/now", "mail eve@evil.example", "evil.example"])(
  "%j contains no address that a mail client would link",
  (typed) => {
    expect(sanitizeUserText(typed)).not.toMatch(/\w[.:/@]+\w|https?:\/|:\/\//);
  },
);

test("returns one line of at most sixty characters", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 200 }), (typed) => {
      const text = sanitizeUserText(typed);
      expect(text).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u);
      expect([...withoutJoiners(text)].length).toBeLessThanOrEqual(60);
    }),
  );
});

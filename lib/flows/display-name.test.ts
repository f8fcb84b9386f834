import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseDisplayName } from "./display-name";

const FAMILY = "\u{1f469}\u200d\u{1f469}\u200d\u{1f467}\u200d\u{1f466}";
const SCOTLAND = "\u{1f3f4}\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}";

describe("a name", () => {
  test.each([
    ["Acme", "Acme"],
    ["  Acme & Sons  ", "Acme & Sons"],
    ["Zoe\u0308", "Zo\u00eb"],
    ["\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"],
    ["\u{1f469}\u200d\u{1f680} Crew", "\u{1f469}\u200d\u{1f680} Crew"],
    ["Team \u{1f1e9}\u{1f1ea}", "Team \u{1f1e9}\u{1f1ea}"],
    [`Team ${SCOTLAND}`, `Team ${SCOTLAND}`],
    ["I \u2764\ufe0f", "I \u2764\ufe0f"],
    ["1\ufe0f\u20e3", "1\ufe0f\u20e3"],
    ["\u05e2\u05d3\u05d4\u200f", "\u05e2\u05d3\u05d4"],
    ["\u200b\u202aAda\u202c\ufeff", "Ada"],
    ["Ada\u200d", "Ada"],
    [
      "\u05e2\u05d3\u05d4 (Ada)\u200f, \u05e2\u05d3\u05d4",
      "\u05e2\u05d3\u05d4 (Ada)\u200f, \u05e2\u05d3\u05d4",
    ],
    ['<a href="https://evil.example">', '<a href="https://evil.example">'],
    ["x".repeat(100), "x".repeat(100)],
    ["\u{1f5dd}".repeat(100), "\u{1f5dd}".repeat(100)],
    ["\u{1f1e9}\u{1f1ea}".repeat(100), "\u{1f1e9}\u{1f1ea}".repeat(100)],
    [FAMILY.repeat(100), FAMILY.repeat(100)],
    ["q\u0307\u0323".repeat(100), "q\u0323\u0307".repeat(100)],
  ])("is accepted: %j", (typed, name) => {
    expect(parseDisplayName(typed)).toEqual({ name });
  });

  test.each([
    ...["", "   ", "\u200b", "\u200f", "\u2060\ufeff", "\u3164", "\u2800", "\u115f\u1160", "\u200d"],
    ...["x".repeat(101), "\u{1f5dd}".repeat(101), "\u{1f1e9}\u{1f1ea}".repeat(101), FAMILY.repeat(101)],
    `a${"\u0301".repeat(5000)}`,
  ])("is rejected for its length: %j", (typed) => {
    expect(parseDisplayName(typed)).toEqual({ error: "name_length" });
  });

  test.each([
    ...[
      "\n",
      "\r",
      "\t",
      "\0",
      "\u2028",
      "\u200b",
      "\u202e",
      "\u2066",
      "\u2800",
      "\u3164",
      "\ufeff",
      "\ud800",
    ],
    "\u{e0041}\u{e0042}",
  ])("is rejected with %j in it", (unseen) => {
    expect(parseDisplayName(`Acme${unseen}Bcc: eve@evil.example`)).toEqual({ error: "name_characters" });
  });

  test("is rejected without a visible character", () => {
    expect(parseDisplayName("\u0301")).toEqual({ error: "name_characters" });
  });

  test("is not changed by parsing it again, and has at most 100 graphemes with a visible one", () => {
    const part = fc.oneof(
      fc.string({ unit: "grapheme" }),
      fc.constantFrom(FAMILY, SCOTLAND, "\u200f", "\u200b", "\u200d", "\ufe0f"),
    );
    const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });
    fc.assert(
      fc.property(fc.array(part, { maxLength: 20 }), (parts) => {
        const parsed = parseDisplayName(parts.join(""));
        if ("error" in parsed) return;
        expect(parseDisplayName(parsed.name)).toEqual(parsed);
        expect([...segmenter.segment(parsed.name)].length).toBeLessThanOrEqual(100);
        expect(parsed.name.trim()).toBe(parsed.name);
        expect(parsed.name).toMatch(/[\p{L}\p{N}\p{P}\p{S}]/u);
      }),
    );
  });
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { maskEmailAddress, maskEmailWithoutDomain, normalizeEmailAddress } from "./email";

describe("normalizeEmailAddress", () => {
  test.each([
    ["ada@example.com", "ada@example.com"],
    ["  ADA@Example.COM ", "ada@example.com"],
    ["ada+reset@example.com", "ada+reset@example.com"],
    ["\u200bada@example.com\u200b", "ada@example.com"],
    ["\ufeffada@example.com\u200e\u202c", "ada@example.com"],
    ["\u2066\u00a0ada@example.com\u3164\r\n", "ada@example.com"],
    ["ada@bücher.example", "ada@xn--bcher-kva.example"],
    ["o'neill@example.com", "o'neill@example.com"],
  ])("%s becomes %s", (typed, normalized) => {
    expect(normalizeEmailAddress(typed)).toBe(normalized);
  });

  test("keeps letters that only look or fold alike distinct", () => {
    const variants = [
      "mike@example.org",
      "mıke@example.org",
      "mi\u212Ae@example.org",
      "m\u00ECke@example.org",
    ];
    const normalized = variants.map(normalizeEmailAddress).filter((address) => address !== null);
    expect(new Set(normalized).size).toBe(normalized.length);
  });

  test.each([
    "",
    "ada",
    "ada@",
    "@example.com",
    "ada@@example.com",
    "ada@evil.com@example.com",
    "ada@evil.com＠example.com",
    "ada﹫evil.com@example.com",
    "ada＠example.com",
    "ada@example.com,eve@evil.com",
    "ada@example.com;eve@evil.com",
    "ada@example.com\r\nBcc: eve@evil.com",
    '"ada@evil.com"@example.com',
    "Ada <ada@example.com>",
    "ada\u0000@example.com",
    "ada\u202E@example.com",
    "ada @example.com",
    ".ada@example.com",
    "ada.@example.com",
    "ada..b@example.com",
    "ada@example",
    "ada@127.0.0.1",
    "ada@-example.com",
    "ada@example..com",
    "ada\ud800@example.com",
    `${"a".repeat(65)}@example.com`,
    `ada@${"a".repeat(60)}.${"b".repeat(60)}.${"c".repeat(60)}.${"d".repeat(60)}.example`,
  ])("rejects %j", (typed) => {
    expect(normalizeEmailAddress(typed)).toBeNull();
  });

  test("normalization is idempotent and yields a single address", () => {
    fc.assert(
      fc.property(fc.oneof(fc.emailAddress(), fc.string({ unit: "binary" })), (typed) => {
        const address = normalizeEmailAddress(typed);
        if (address === null) return;
        expect(normalizeEmailAddress(address)).toBe(address);
        expect(address.split("@")).toHaveLength(2);
        expect(address.normalize("NFKC").split("@")).toHaveLength(2);
        expect(address).not.toMatch(/[\s,;<>"\p{C}]/u);
      }),
    );
  });

  test("ignores invisible characters at both ends", () => {
    const invisible = fc
      .array(
        fc.constantFrom(
          " ",
          "\t",
          "\u00a0",
          "\u00ad",
          "\u200b",
          "\u200e",
          "\u202a",
          "\u2060",
          "\u3000",
          "\ufeff",
        ),
      )
      .map((parts) => parts.join(""));
    fc.assert(
      fc.property(invisible, fc.emailAddress(), invisible, (before, address, after) => {
        expect(normalizeEmailAddress(before + address + after)).toBe(normalizeEmailAddress(address));
      }),
    );
  });

  test("ignores the case of an address", () => {
    fc.assert(
      fc.property(fc.emailAddress(), (address) => {
        expect(normalizeEmailAddress(address.toUpperCase())).toBe(
          normalizeEmailAddress(address.toLowerCase()),
        );
      }),
    );
  });
});

test.each([
  ["dots", "a.".repeat(30_000).concat("a@example.com")],
  ["ligatures", "\ufdfa".repeat(20_000).concat("@example.com")],
  ["labels", `a@${"a.".repeat(30_000)}com`],
])("rejects overlong input: %s", (_what, typed) => {
  expect(normalizeEmailAddress(typed)).toBeNull();
});

test("masking keeps the first character and the domain", () => {
  expect(maskEmailAddress("ada@example.com")).toBe("a•••@example.com");
  expect(maskEmailAddress("😀x@example.com")).toBe("😀•••@example.com");
});

test("masking without the domain keeps at most one letter", () => {
  expect(maskEmailWithoutDomain("ada@example.com")).toBe("a•••@•••");
  expect(maskEmailWithoutDomain("4da@example.com")).toBe("••••@•••");
  expect(maskEmailWithoutDomain("😀x@example.com")).toBe("••••@•••");
});

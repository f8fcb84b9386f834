import fc from "fast-check";
import { getCountries } from "libphonenumber-js/max";
import { describe, expect, test } from "vitest";
import { normalizeEmailAddress } from "./email";
import { normalizePhoneNumber } from "./phone";
import { normalizeUsername, parseNewUsername } from "./username";

const character = fc.constantFrom(..."abcdefghijklmnopqrstuvwxyz0123456789_.-");
const likeNumber = fc.constantFrom(..."0123456789.-x", "ext", "int", "extn");
const text = fc.oneof(
  fc.string({ unit: character, minLength: 1, maxLength: 40 }),
  fc.string({ unit: likeNumber, minLength: 1, maxLength: 20 }),
);

describe("a username", () => {
  test("has 3 to 32 letters, digits, dots, dashes and underscores, at least one of them a letter", () => {
    fc.assert(
      fc.property(fc.oneof(text, fc.string({ maxLength: 40 })), (typed) => {
        const username = normalizeUsername(typed);
        if (username === null) return;
        expect(username).toMatch(/^(?=.*[a-z])[a-z0-9_.-]{3,32}$/);
        expect(normalizeUsername(username)).toBe(username);
      }),
      { numRuns: 2_000 },
    );
    for (const username of ["ada", "ada_lovelace-1.2", "a".repeat(32), "3ric", "_x_", "..a"]) {
      expect(normalizeUsername(username)).toBe(username);
    }
  });

  test.each([
    ...[
      "",
      "ad",
      "a".repeat(33),
      "ada lovelace",
      "ada@example.com",
      "ädä",
      "ａｄａ",
      "a\u0000da",
      "a/b/c",
      "\u212aelvin",
    ],
    ...[
      "0151234567",
      "123",
      "+4915123456789",
      "415-555-0100",
      "4155550100x12",
      "4155550100ext.12",
      "...",
      "_1-2_",
    ],
  ])("is not %j", (typed) => {
    expect(normalizeUsername(typed)).toBeNull();
  });

  test("ignores case, and white space and invisible characters at its ends", () => {
    for (const typed of ["ADA.Lovelace", " ada.lovelace\n", "\u202aAda.Lovelace\u202c"]) {
      expect(normalizeUsername(typed)).toBe("ada.lovelace");
    }
  });

  test("is neither an email address nor a phone number of any country", () => {
    const country = fc.constantFrom(...getCountries());
    fc.assert(
      fc.property(text, country, (typed, defaultCountry) => {
        const username = normalizeUsername(typed);
        if (username === null) return;
        expect(normalizeEmailAddress(username)).toBeNull();
        expect(normalizePhoneNumber(username, defaultCountry)).toBeNull();
      }),
      { numRuns: 5_000 },
    );
    // The same texts contain phone numbers.
    expect(normalizePhoneNumber("4155550100x12", "US")).toBe("+14155550100");
  });

  test("is not a reserved word, however it is written", () => {
    for (const typed of ["admin", "Admin", "a.d.m.i.n", "admin_", "ROOT", "support", "api", "sign-in"]) {
      expect(parseNewUsername(typed)).toEqual({ error: "username_reserved" });
    }
    expect(parseNewUsername("admins")).toEqual({ username: "admins" });
    expect(parseNewUsername("12")).toEqual({ error: "username_invalid" });
  });
});

import { describe, expect, test } from "vitest";
import { codeField, deleteField, matchNumberField } from "./fields";

const issuesOf = (typed: string) => codeField.safeParse(typed).error?.issues.map(({ code }) => code);

describe("a code", () => {
  test.each(["", "  "])("reports an empty value only as missing: %j", (typed) => {
    expect(issuesOf(typed)).toEqual(["too_small"]);
  });

  test.each(["12345", "1234567", "abcdef"])("rejects any other format: %j", (typed) => {
    expect(issuesOf(typed)).toEqual(["invalid_format"]);
  });

  test("ignores spaces and hyphens and normalizes digits", () => {
    expect(codeField.parse(" １２３-456 ")).toBe("123456");
  });
});

describe("the number of a waiting page", () => {
  test.each([
    ["42", 42],
    [" 42\n", 42],
    ["４２", 42],
    ["07", 7],
  ])("ignores white space and normalizes digits: %j", (typed, number) => {
    expect(matchNumberField.parse(typed)).toBe(number);
  });

  test.each(["", " ", "4", "420", "4 2", "-42", "+42", "4.2", "4e1", "0x2a", "٤٢"])("rejects %j", (typed) => {
    expect(matchNumberField.safeParse(typed).error?.issues.map(({ message }) => message)).toEqual([
      "type_match_number",
    ]);
  });
});

describe("the confirmation word", () => {
  test.each(["delete", " Delete ", "löschen", "Lo\u0308schen"])("accepts %j", (typed) => {
    expect(deleteField.safeParse(typed).success).toBe(true);
  });

  test.each(["", "remove", "loschen"])("rejects %j as a confirmation word", (typed) => {
    expect(deleteField.safeParse(typed).success).toBe(false);
  });
});

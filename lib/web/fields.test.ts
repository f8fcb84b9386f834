import { describe, expect, test } from "vitest";
import { codeField, deleteField } from "./fields";

const issuesOf = (typed: string) => codeField.safeParse(typed).error?.issues.map(({ code }) => code);

describe("a code", () => {
  test.each(["", "  "])("that nobody typed is missing, and nothing else is wrong with it: %j", (typed) => {
    expect(issuesOf(typed)).toEqual(["too_small"]);
  });

  test.each(["12345", "1234567", "abcdef"])("of another form is no code: %j", (typed) => {
    expect(issuesOf(typed)).toEqual(["invalid_format"]);
  });

  test("is read however it was typed", () => {
    expect(codeField.parse(" １２３-456 ")).toBe("123456");
  });
});

describe("the word before something goes for good", () => {
  test.each(["delete", " Delete ", "löschen", "Lo\u0308schen"])("may be %j", (typed) => {
    expect(deleteField.safeParse(typed).success).toBe(true);
  });

  test.each(["", "remove", "loschen"])("is not %j", (typed) => {
    expect(deleteField.safeParse(typed).success).toBe(false);
  });
});

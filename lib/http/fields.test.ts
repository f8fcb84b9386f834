import { describe, expect, test } from "vitest";
import { backupCodeField, codeField, deleteField, matchNumberField } from "./fields";

const issuesOf = (typed: string) => codeField.safeParse(typed).error?.issues.map(({ code }) => code);

describe("a code", () => {
  test.each(["", "  "])("reports an empty value only as missing: %j", (typed) => {
    expect(issuesOf(typed)).toEqual(["too_small"]);
  });

  test.each(["12345", "1234567", "abcdef"])("rejects any other format: %j", (typed) => {
    expect(issuesOf(typed)).toEqual(["invalid_format"]);
  });

  test.each([
    " １２３-456 ",
    "123\u2013456",
    "\u202a123\u00a0456\u202c",
    "\u200f١٢٣٤٥٦\u200f",
    "۱۲۳ ۴۵۶",
    "१२३४५६",
    "\u{1d7d9}\u{1d7da}\u{1d7db}\u{1d7dc}\u{1d7dd}\u{1d7de}",
    "1\ufe0f\u200b23456\r\n",
  ])("may be typed as %j", (typed) => {
    expect(codeField.parse(typed)).toBe("123456");
  });
});

describe("a backup code", () => {
  test.each([" K3FD 9xq2 mmv7 2hrt", "k3fd\u20139xq2\u2013mmv7\u20132hrt\u200e", "k٣fd9xq2mmv72hrt"])(
    "may be typed as %j",
    (typed) => {
      expect(backupCodeField.parse(typed)).toBe("k3fd9xq2mmv72hrt");
    },
  );

  test.each(["", "  ", "\u200b", "--"])(
    "reports a value without letters and digits as missing: %j",
    (typed) => {
      expect(backupCodeField.safeParse(typed).error?.issues.map(({ code }) => code)).toEqual(["too_small"]);
    },
  );

  test("rejects a text that is longer than any code", () => {
    expect(backupCodeField.safeParse("k".repeat(65)).success).toBe(false);
  });
});

describe("the number of a waiting page", () => {
  test.each([
    ["42", 42],
    [" 42\n", 42],
    ["４２", 42],
    ["07", 7],
    ["٤٢", 42],
    ["\u200f42\u200e", 42],
  ])("ignores white space and normalizes digits: %j", (typed, number) => {
    expect(matchNumberField.parse(typed)).toBe(number);
  });

  test.each(["", " ", "4", "420", "4 2", "-42", "+42", "4.2", "4e1", "0x2a", "٤٢٠"])(
    "rejects %j",
    (typed) => {
      expect(matchNumberField.safeParse(typed).error?.issues.map(({ message }) => message)).toEqual([
        "type_match_number",
      ]);
    },
  );
});

describe("the confirmation word", () => {
  test.each(["delete", " Delete ", "löschen", "Lo\u0308schen"])("accepts %j", (typed) => {
    expect(deleteField.safeParse(typed).success).toBe(true);
  });

  test.each(["", "remove", "loschen"])("rejects %j as a confirmation word", (typed) => {
    expect(deleteField.safeParse(typed).success).toBe(false);
  });
});

import { expect, test } from "vitest";
import { dateTimeFormat } from "./dates";

const AT = new Date("2026-05-03T14:05:09Z");

test.each([
  ["en", "3 May 2026, 14:05"],
  ["de", "03.05.2026, 14:05"],
] as const)("formats a date and time in %s, in UTC", (locale, words) => {
  expect(dateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" }).format(AT)).toBe(words);
});

import path from "node:path";
import { expect, test } from "vitest";
import { pageWeight } from "./page-weight.mjs";

/** The budget of a page, in bytes of compressed JavaScript above an empty page. */
test.each([
  ["(auth)/sign-in", 10_000],
  ["(auth)/forgot-password", 15_000],
  ["(auth)/reset-password", 15_000],
])("%s sends at most %i bytes of JavaScript", (page, budget) => {
  expect(pageWeight(path.resolve(import.meta.dirname, ".."), page)).toBeLessThanOrEqual(budget);
});

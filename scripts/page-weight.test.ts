import path from "node:path";
import { expect, test } from "vitest";
import { pageWeight } from "./page-weight.mjs";

/** The budget of a page, in bytes of compressed JavaScript above an empty page. */
const BUDGET = 15_000;

test.each(["(auth)/sign-in", "(auth)/forgot-password", "(auth)/reset-password"])(
  "%s stays within its budget",
  (page) => {
    expect(pageWeight(path.resolve(import.meta.dirname, ".."), page)).toBeLessThanOrEqual(BUDGET);
  },
);

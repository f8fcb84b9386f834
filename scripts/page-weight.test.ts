import path from "node:path";
import { expect, test } from "vitest";
import { pageWeight } from "./page-weight.mjs";

/** Bytes of compressed JavaScript that a page may send above an empty one. */
const BUDGET = 15_000;

test.each(["(auth)/sign-in", "(auth)/forgot-password", "(auth)/reset-password"])(
  "%s keeps to its budget",
  (page) => {
    expect(pageWeight(path.resolve(import.meta.dirname, ".."), page)).toBeLessThanOrEqual(BUDGET);
  },
);

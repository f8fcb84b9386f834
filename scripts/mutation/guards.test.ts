import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { GUARDS } from "./guards";

test("each guard occurs exactly once in its file, and its tests exist", () => {
  const stale = GUARDS.flatMap(({ file, snippet, tests }) => {
    const occurrences = existsSync(file) ? readFileSync(file, "utf8").split(snippet).length - 1 : 0;
    const missing = tests.filter((one) => !existsSync(one));
    return occurrences === 1 && missing.length === 0 ? [] : [{ file, snippet, occurrences, missing }];
  });
  expect(stale).toEqual([]);
});

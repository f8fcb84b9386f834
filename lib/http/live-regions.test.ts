import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

const TAGS = readdirSync("app", { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".tsx"))
  .flatMap((file) => readFileSync(path.join("app", file), "utf8").match(/<\w+\b[^<>]*>/g) ?? []);

test("a live region stays in the accessibility tree while it is empty, so that screen readers announce its first text", () => {
  const live = TAGS.filter((tag) => /\brole="(alert|status)"|\baria-live=/.test(tag));
  expect(live.length).toBeGreaterThan(10);
  for (const tag of live) expect(tag).not.toMatch(/empty:hidden|empty:invisible|\shidden\b/);
});

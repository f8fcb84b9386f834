import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { environmentSchema } from "@/lib/config";

test("the README lists each setting once, and no other", () => {
  const readme = readFileSync(path.resolve(import.meta.dirname, "../../README.md"), "utf8");
  const rows = readme.match(/^\| `[A-Z][A-Z0-9_]*`.*$/gm) ?? [];
  const listed = rows.flatMap((row) => [...(row.split("|")[1] ?? "").matchAll(/`([A-Z0-9_]+)`/g)]);
  const names = Object.keys(environmentSchema.shape).filter((name) => name !== "NODE_ENV");
  expect(listed.map(([, name]) => name).toSorted()).toEqual(names.toSorted());
});

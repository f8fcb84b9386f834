import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { configurationDocument, undescribedSettings } from "./document";

test("every setting has a description in scripts/configuration/settings.ts", () => {
  expect(undescribedSettings()).toEqual([]);
});

test("docs/configuration.md is up to date; npm run docs:configuration updates it", () => {
  const file = path.resolve(import.meta.dirname, "../../docs/configuration.md");
  expect(readFileSync(file, "utf8")).toBe(configurationDocument());
});

import { expect, test } from "vitest";
import { hasTests, withoutMarked } from "./marked-tests";

const left = (source: string) => withoutMarked(source, "@organizations").trim();

test("removes tagged tests with their comments, and keeps all others unchanged", () => {
  const kept = 'test("one", () => {});\n\ntest.describe("others", () => {\n  test("two", () => {});\n});';
  const marked = '\n\n// Owners only.\ntest("@server @organizations three", () => {});';
  expect(left(kept + marked)).toBe(kept);
  expect(left(kept.replace("});", `});${marked}`))).toBe(kept);
});

test.each([
  'test.describe("@organizations a group", () => { test("in it", () => {}); });',
  'test.each([1, 2])("@organizations %d", () => {});',
  `test(\`@organizations \${kind}\`, () => {});`,
  `for (const kind of kinds) {\n  test(\`@organizations \${kind}\`, () => {});\n}`,
])("removes all of %j", (source) => {
  expect(left(source)).toBe("");
});

test.each([
  'test("@organizationsandmore", () => {});',
  'test("of @organization", () => {});',
  `for (const kind of kinds) { test(\`@organizations \${kind}\`, () => {}); test("two", () => {}); }`,
  'expect("@organizations").toBe("@organizations");',
])("keeps some of %j", (source) => {
  expect(left(source)).not.toBe("");
});

test("detects whether a file contains tests, or only their setup", () => {
  expect(hasTests('  test("one", () => {});')).toBe(true);
  expect(hasTests('test.each([1])("one", () => {});')).toBe(true);
  expect(hasTests('test.use({ locale: "de-DE" });\ntest.describe("none", () => {});')).toBe(false);
});

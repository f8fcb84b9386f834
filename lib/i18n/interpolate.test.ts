import { expect, test } from "vitest";
import { interpolate, plural } from "./interpolate";

test("values take the place of their names, each wherever it stands", () => {
  expect(interpolate("{name}, {count} of {most}, {name}", { name: "Ada", count: 0, most: 5 })).toBe(
    "Ada, 0 of 5, Ada",
  );
});

test("what nobody gave stays as it is", () => {
  expect(interpolate("Hello {name}", {})).toBe("Hello {name}");
});

test("what stands in a value is not filled in, nor taken for a pattern", () => {
  expect(interpolate("{a} {b}", { a: "{b} $& $1", b: "B" })).toBe("{b} $& $1 B");
});

const FORMS = { one: "{count} device", other: "{count} devices" };

test.each([
  [0, "0 devices"],
  [1, "1 device"],
  [2, "2 devices"],
  [21, "21 devices"],
])("%i takes its form", (count, words) => {
  expect(plural(FORMS, count, "en")).toBe(words);
  expect(plural(FORMS, count, "de")).toBe(words);
});

import { expect, test } from "vitest";
import { interpolate, plural } from "./interpolate";

test("inserts values at every occurrence of their names", () => {
  expect(interpolate("{name}, {count} of {most}, {name}", { name: "Ada", count: 0, most: 5 })).toBe(
    "Ada, 0 of 5, Ada",
  );
});

test("keeps a placeholder without a value", () => {
  expect(interpolate("Hello {name}", {})).toBe("Hello {name}");
});

test("inserts values verbatim, without replacing placeholders or patterns in them", () => {
  expect(interpolate("{a} {b}", { a: "{b} $& $1", b: "B" })).toBe("{b} $& $1 B");
});

const FORMS = { one: "{count} device", other: "{count} devices" };

test.each([
  [0, "0 devices"],
  [1, "1 device"],
  [2, "2 devices"],
  [21, "21 devices"],
])("chooses the plural form for %i", (count, words) => {
  expect(plural(FORMS, count, "en")).toBe(words);
  expect(plural(FORMS, count, "de")).toBe(words);
});

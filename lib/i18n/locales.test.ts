import { expect, test } from "vitest";
import { isLocale, LOCALE_NAMES, LOCALES, preferredLocale } from "./locales";

test.each([
  [null, "en"],
  ["", "en"],
  ["de", "de"],
  ["DE", "de"],
  ["de-AT", "de"],
  ["de-DE,de;q=0.9,en;q=0.8", "de"],
  ["de-AT, en;q=0.5", "de"],
  ["en-GB, de;q=0.9", "en"],
  ["de;q=0.4, en;q=0.6", "en"],
  ["en;q=0.4, de;q=0.6", "de"],
  ["fr, es", "en"],
  ["fr, de;q=0.1", "de"],
  ["fr, *;q=0.1", "en"],
  ["*", "en"],
  ["*, de", "de"],
  ["en;q=0, de", "de"],
  ["en;q=0, *", "de"],
  ["de;q=0", "en"],
  ["deu", "en"],
])("resolves the header %j to %s", (acceptLanguage, locale) => {
  expect(preferredLocale(acceptLanguage)).toBe(locale);
});

test.each([
  ",,,;;;",
  "de;q=",
  "de;q=much",
  "de;q=1e999",
  "-",
  "de--",
  "__proto__",
  'de;x="',
  "\u0000\uffff",
  "💥",
])("resolves the invalid header %j to a supported language", (acceptLanguage) => {
  expect(LOCALES).toContain(preferredLocale(acceptLanguage));
});

test.each(["de,".repeat(50_000), `fr${";q=0.5".repeat(50_000)}`, "-".repeat(200_000), "*;".repeat(100_000)])(
  "parses a very long header",
  (acceptLanguage) => {
    expect(LOCALES).toContain(preferredLocale(acceptLanguage));
  },
);

test.each([
  ["en", true],
  ["de", true],
  ["de-AT", false],
  ["DE", false],
  ["", false],
  ["constructor", false],
  [null, false],
  [undefined, false],
])("isLocale(%j) is %j", (tag, isOne) => {
  expect(isLocale(tag)).toBe(isOne);
});

test("names each language in that language", () => {
  for (const locale of LOCALES) {
    expect(new Intl.DisplayNames(locale, { type: "language" }).of(locale)).toBe(LOCALE_NAMES[locale]);
  }
});

import { expect, test } from "vitest";
import { LOCALES } from "./locales";
import { translator } from "./translator";

test("makes one translator per language and namespace", () => {
  const made = LOCALES.flatMap((locale) => [translator(locale, "ui"), translator(locale, "ui.footer")]);
  expect(new Set(made).size).toBe(2 * LOCALES.length);
  const again = LOCALES.flatMap((locale) => [translator(locale, "ui"), translator(locale, "ui.footer")]);
  expect(again).toEqual(made);
  for (const [index, t] of again.entries()) expect(t).toBe(made[index]);
});

test("keeps languages, namespaces and values apart", () => {
  const texts = () => [
    translator("en", "ui")("signOut"),
    translator("de", "ui")("signOut"),
    translator("en", "ui.footer")("terms"),
    translator("en", "ui.ending")("ended.heading", { what: "This sign-in" }),
    translator("en", "ui.ending")("ended.heading", { what: "This sign-up" }),
  ];
  const first = ["Sign out", "Abmelden", "Terms", "This sign-in has expired", "This sign-up has expired"];
  expect(texts()).toEqual(first);
  expect(texts()).toEqual(first);
});

import { type MessageFormatElement, parse, TYPE } from "@formatjs/icu-messageformat-parser";
import { Options } from "@zxcvbn-ts/core";
import { describe, expect, test } from "vitest";
import { LOCALES } from "./locales";
import { MESSAGES } from "./translator";

/** Returns every message under a key, with its path. */
function textsUnder(messages: object, path = ""): [path: string, text: string][] {
  return Object.entries(messages).flatMap(([key, value]) => {
    const here = path === "" ? key : `${path}.${key}`;
    return typeof value === "string" ? [[here, value] as [string, string]] : textsUnder(value, here);
  });
}

/** Returns the arguments and tags of a message, each once. */
function needsOf(elements: MessageFormatElement[]): string[] {
  const needs = elements.flatMap((element): string[] => {
    switch (element.type) {
      case TYPE.literal:
      case TYPE.pound:
        return [];
      case TYPE.tag:
        return [`<${element.value}>`, ...needsOf(element.children)];
      case TYPE.plural:
      case TYPE.select: {
        const forms = Object.values(element.options).flatMap(({ value }) => needsOf(value));
        return [`{${element.value}}`, ...forms];
      }
      default:
        return [`{${element.value}}`];
    }
  });
  return [...new Set(needs)].sort();
}

const isOfTheBrowser = (path: string) => path.startsWith("client.");
const PLACEHOLDER = /\{\w+\}/g;

const needs = (path: string, text: string) =>
  isOfTheBrowser(path) ? [...new Set(text.match(PLACEHOLDER))].sort() : needsOf(parse(text));

const english = textsUnder(MESSAGES.en);

describe.each(LOCALES)("the messages in %s", (locale) => {
  const texts = textsUnder(MESSAGES[locale]);

  test("have the same keys as English", () => {
    expect(texts.map(([path]) => path).sort()).toEqual(english.map(([path]) => path).sort());
  });

  test("have the same placeholders as English", () => {
    const wanted = Object.fromEntries(english.map(([path, text]) => [path, needs(path, text)]));
    expect(Object.fromEntries(texts.map(([path, text]) => [path, needs(path, text)]))).toEqual(wanted);
  });

  test("are all translated", () => {
    const unwritten = texts.filter(
      ([, text]) => text.trim() === "" || text !== text.trim() || /TODO/i.test(text),
    );
    expect(unwritten).toEqual([]);
  });

  test("contain only {name} placeholders in the part for the browser", () => {
    const browser = texts.filter(([path]) => isOfTheBrowser(path));
    expect(browser.filter(([, text]) => /[{}<>]/.test(text.replace(PLACEHOLDER, "")))).toEqual([]);
  });

  test.each(["warnings", "suggestions"] as const)("contain every one of the %s about a password", (kind) => {
    const known = Object.keys(new Options().translations[kind]);
    // Only an unused matcher reports a leaked password.
    const used = known.filter((key) => key !== "pwned");
    expect(Object.keys(MESSAGES[locale].client.strength[kind]).sort()).toEqual(used.sort());
  });
});

import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { insertAppName } from "./app-name";
import { LOCALES } from "./locales";
import { MESSAGES, messagesOf } from "./translator";

const ROOT = path.resolve(import.meta.dirname, "../..");

test("inserts the name into every message, with hyphens in a compound", () => {
  const messages = { a: "Join {name} on {app}", b: { c: "Ihr {app}-Konto bei {app}" } };
  expect(insertAppName(messages, "Acme $& ID")).toEqual({
    a: "Join {name} on Acme $& ID",
    b: { c: "Ihr Acme-$&-ID-Konto bei Acme $& ID" },
  });
});

test.each(LOCALES)("the messages in %s name the app only by its setting", (locale) => {
  expect(JSON.stringify(MESSAGES[locale])).not.toMatch(/latchkey/i);
  expect(JSON.stringify(MESSAGES[locale])).toContain("{app}");
  expect(JSON.stringify(messagesOf(locale))).not.toContain("{app}");
  expect(JSON.stringify(messagesOf(locale))).toContain("Latchkey");
  // This page is part of the build.
  expect(JSON.stringify(MESSAGES[locale].client.broken)).not.toContain("{app}");
  // A name can end with an apostrophe, which would quote what follows.
  expect(JSON.stringify(MESSAGES[locale])).not.toMatch(/\{app\}[{<]/);
});

test("no page and no email contains the default name", () => {
  const files = ["app", "lib/notifications/templates", "lib/http"].flatMap((folder) =>
    readdirSync(path.join(ROOT, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => /\.(tsx?|css|svg|txt)$/.test(name) && !/\.test\./.test(name))
      .map((name) => path.join(folder, name)),
  );
  expect(files.length).toBeGreaterThan(200);
  expect(files.filter((file) => /\bLatchkey\b/.test(readFileSync(path.join(ROOT, file), "utf8")))).toEqual(
    [],
  );
});

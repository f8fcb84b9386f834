/**
 * Prints one email of every sample in each language as JSON. Reads the samples from its input. Runs in a separate
 * process, because Playwright compiles JSX differently.
 */
import { readFileSync } from "node:fs";
import { LOCALES, type Locale } from "@/lib/i18n/locales";
import type { OutgoingMessage, TemplateValues } from "@/lib/notifications/message";
import { renderEmail } from "@/lib/notifications/templates/render";

/** The values of the emails, by template. */
const samples = JSON.parse(readFileSync(0, "utf8")) as Partial<TemplateValues>;

const at = new Date("2026-05-03T14:05:00Z");

async function emailsIn(locale: Locale) {
  const envelope = { channel: "email", recipient: "ada@example.com", deliverable: true, locale } as const;
  const rendered = Object.entries(samples).map(async ([template, values]) => {
    const message = { ...envelope, template, values } as OutgoingMessage;
    return [template, await renderEmail(message, at)] as const;
  });
  return Object.fromEntries(await Promise.all(rendered));
}

const emails = Object.fromEntries(
  await Promise.all(LOCALES.map(async (locale) => [locale, await emailsIn(locale)] as const)),
);
process.stdout.write(JSON.stringify(emails));

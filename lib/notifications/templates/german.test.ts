import { expect, test } from "vitest";
import type { Locale } from "@/lib/i18n/locales";
import { en } from "@/lib/i18n/messages/en";
import type { AccountChange, OutgoingMessage, VerificationPurpose } from "../message";
import { englishIn, linksOf, readable } from "../testing/readable";
import { renderEmail } from "./render";

const at = new Date("2026-05-03T14:05:00Z");
const url = "http://localhost:3000/verify?token=kQ9-x_7&then=1";

const origin = { ipAddress: "203.0.113.7", userAgent: null };

const purposes = Object.keys(en.emails.purposes) as VerificationPurpose[];
const changes = Object.keys(en.emails.accountChanged.changes) as AccountChange[];

type Letter = Pick<OutgoingMessage, "template" | "values">;

const LETTERS: Letter[] = [
  ...purposes.flatMap((purpose): Letter[] => [
    {
      template: "verification-code",
      values: { purpose, code: "042917", ttlSeconds: 600, requestedFrom: origin },
    },
    { template: "verification-link", values: { purpose, url, ttlSeconds: 600, requestedFrom: origin } },
  ]),
  ...[origin, null].flatMap((changedFrom) =>
    changes.map(
      (change): Letter => ({
        template: "account-changed",
        values: { change, masked: "•••• 42", changedFrom },
      }),
    ),
  ),
  ...[true, false].map(
    (isGone): Letter => ({ template: "webhook-disabled", values: { host: "hooks.example", isGone } }),
  ),
  { template: "sign-up-existing", values: { ttlSeconds: 600, requestedFrom: origin } },
  ...(["closed", "invitation", "domain"] as const).map(
    (reason) =>
      ({ template: "sign-up-rejected", values: { reason, ttlSeconds: 600, requestedFrom: origin } }) as const,
  ),
  { template: "sign-up-invitation", values: { url, ttlSeconds: 604_800 } },
  ...[origin, null].map((changedFrom): Letter => ({ template: "password-changed", values: { changedFrom } })),
  { template: "password-reset-asked", values: {} },
  { template: "deletion-requested", values: { dueAt: "2026-05-17T14:05:00.000Z", requestedFrom: origin } },
  { template: "account-deleted", values: {} },
];

const render = (letter: Letter, locale: Locale) =>
  renderEmail(
    {
      channel: "email",
      recipient: "ada@example.com",
      deliverable: true,
      ...letter,
      locale,
    } as OutgoingMessage,
    at,
  );

test.each(LETTERS)("$template $values is German, with the same code and links", async (letter) => {
  const [german, english] = [await render(letter, "de"), await render(letter, "en")];
  expect(german.html).toContain('lang="de"');
  for (const part of [german.subject, readable(german.html), german.text])
    expect(englishIn(part)).toEqual([]);
  expect(englishIn(english.text)).not.toEqual([]);
  expect({ code: german.code, link: german.link }).toEqual({ code: english.code, link: english.link });
  expect(new Set(linksOf(german.html))).toEqual(new Set(linksOf(english.html)));
});

test("describes origin and time in German", async () => {
  const { text } = await render(
    { template: "sign-up-existing", values: { ttlSeconds: 600, requestedFrom: origin } },
    "de",
  );
  expect(text.replace(/\s+/g, " ")).toContain("am 3. Mai 2026 um 14:05 UTC (unbekanntes Gerät, 203.0.113.7)");
});

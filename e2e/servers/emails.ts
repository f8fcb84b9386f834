/**
 * Prints one email of every template in each language as JSON. Runs in a separate process, because Playwright compiles
 * JSX differently.
 */
import { LOCALES, type Locale } from "@/lib/i18n/locales";
import { renderEmail } from "@/lib/notifications/templates/render";

const origin = {
  ipAddress: "2001:db8:85a3:8d3:1319:8a2e:370:7348",
  userAgent: "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
};
const at = new Date("2026-05-03T14:05:00Z");
const url = `http://localhost:3000/verify?token=${"kQ9-x".repeat(9)}`;

async function emailsIn(locale: Locale) {
  const envelope = { channel: "email", recipient: "ada@example.com", deliverable: true, locale } as const;
  return {
    "verification-code": await renderEmail(
      {
        ...envelope,
        template: "verification-code",
        values: { purpose: "reset_password", code: "042917", ttlSeconds: 600, requestedFrom: origin },
      },
      at,
    ),
    "verification-link": await renderEmail(
      {
        ...envelope,
        template: "verification-link",
        values: { purpose: "sign_in", url, ttlSeconds: 600, requestedFrom: origin },
      },
      at,
    ),
    "sign-up-existing": await renderEmail(
      { ...envelope, template: "sign-up-existing", values: { ttlSeconds: 600, requestedFrom: origin } },
      at,
    ),
    "sign-up-rejected": await renderEmail(
      {
        ...envelope,
        template: "sign-up-rejected",
        values: { reason: "invitation", ttlSeconds: 600, requestedFrom: origin },
      },
      at,
    ),
    "sign-up-invitation": await renderEmail(
      {
        ...envelope,
        template: "sign-up-invitation",
        values: {
          url: `http://localhost:3000/sign-up/invitation?token=${"kQ9-x".repeat(9)}`,
          ttlSeconds: 604_800,
        },
      },
      at,
    ),
    "organization-invitation": await renderEmail(
      {
        ...envelope,
        template: "organization-invitation",
        values: {
          organizationName: "The Long Company Name of Wanne-Eickel & Sons http://evil.example/now".repeat(2),
          role: "admin",
          url: `http://localhost:3000/organizations/invitation?token=${"kQ9-x".repeat(9)}`,
          ttlSeconds: 604_800,
        },
      },
      at,
    ),
    "account-changed": await renderEmail(
      {
        ...envelope,
        template: "account-changed",
        values: { change: "email_address_added", masked: "a•••@example.com", changedFrom: origin },
      },
      at,
    ),
    "webhook-disabled": await renderEmail(
      {
        ...envelope,
        template: "webhook-disabled",
        values: { host: "hooks.a-rather-long-name-of-a-receiver.example:8443", isGone: false },
      },
      at,
    ),
    "password-changed": await renderEmail(
      { ...envelope, template: "password-changed", values: { changedFrom: origin } },
      at,
    ),
  };
}

const emails = Object.fromEntries(
  await Promise.all(LOCALES.map(async (locale) => [locale, await emailsIn(locale)] as const)),
);
process.stdout.write(JSON.stringify(emails));

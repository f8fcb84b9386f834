import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { AccountChange, Origin } from "../message";
import { linksOf, readable } from "../testing/readable";
import { renderEmail } from "./render";

const at = new Date("2026-05-03T14:05:00Z");
const firefox: Origin = {
  ipAddress: "203.0.113.7",
  userAgent: "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
};
const FROM = "Firefox on Linux (203.0.113.7) on 3 May 2026 at 14:05 UTC";
const envelope = { channel: "email", recipient: "ada@example.com", deliverable: true, locale: "en" } as const;

const existing = () =>
  renderEmail(
    { ...envelope, template: "sign-up-existing", values: { ttlSeconds: 600, requestedFrom: firefox } },
    at,
  );

const changed = (change: AccountChange, masked: string) =>
  renderEmail(
    { ...envelope, template: "account-changed", values: { change, masked, changedFrom: firefox } },
    at,
  );

describe("the notice of an existing account", () => {
  test("contains, as HTML and as text, who requested it and that nothing changed", async () => {
    const { html, text } = await existing();
    for (const body of [readable(html), text.replace(/\s+/g, " ")]) {
      expect(body).toContain("You already have an account");
      expect(body).toContain(FROM);
      expect(body).toContain("If it wasn't you, ignore this email. Your account hasn't changed");
    }
  });

  test("links to sign-in and recovery, and contains neither code nor link", async () => {
    const { html, code, link } = await existing();
    expect(linksOf(html)).toEqual(["http://localhost:3000/sign-in", "http://localhost:3000/forgot-password"]);
    expect({ code, link }).toEqual({ code: null, link: null });
  });
});

describe("the notice of a rejected sign-up", () => {
  test.each([
    ["closed", "New accounts can't be created here."],
    ["invitation", "You need an invitation to create an account"],
    ["domain", "Accounts can't be created with addresses of this domain."],
  ] as const)("says why, as HTML and as text: %s", async (reason, sentence) => {
    const values = { reason, ttlSeconds: 600, requestedFrom: firefox };
    const { html, text, code, link } = await renderEmail(
      { ...envelope, template: "sign-up-rejected", values },
      at,
    );
    for (const body of [readable(html), text.replace(/\s+/g, " ")]) {
      expect(body).toContain("No account was created");
      expect(body).toContain(FROM);
      expect(body).toContain(sentence);
    }
    expect({ links: linksOf(html), code, link }).toEqual({ links: [], code: null, link: null });
  });
});

test("an invitation to sign up has one link and says how long it works", async () => {
  const url = "http://localhost:3000/sign-up/invitation?token=secret";
  const values = { url, ttlSeconds: 604_800 };
  const { html, text, link } = await renderEmail({ ...envelope, template: "sign-up-invitation", values }, at);
  expect(new Set(linksOf(html))).toEqual(new Set([url]));
  expect(link).toBe(url);
  expect(text.replace(/\s+/g, " ")).toContain("can be used once and expires in 7 days");
});

describe("the notices of a deletion", () => {
  test("the first contains origin and due date, and explains how to keep the account", async () => {
    const values = { dueAt: "2026-05-17T14:05:00.000Z", requestedFrom: firefox };
    const { subject, html, text } = await renderEmail(
      { ...envelope, template: "deletion-requested", values },
      at,
    );
    expect(subject).toBe("Your Latchkey account will be deleted");
    for (const body of [readable(html), text.replace(/\s+/g, " ")]) {
      expect(body).toContain(`You requested this from ${FROM}.`);
      expect(body).toContain("On 17 May 2026 at 14:05 UTC your account");
      expect(body).toMatch(/Sign in .*before then to keep your account/);
    }
    expect(linksOf(html)).toEqual(["http://localhost:3000/sign-in", "http://localhost:3000/forgot-password"]);
  });

  test("the last says that the account was deleted, and contains no link", async () => {
    const { html } = await renderEmail({ ...envelope, template: "account-deleted", values: {} }, at);
    expect(readable(html)).toContain("were permanently deleted");
    expect(linksOf(html)).toEqual([]);
  });
});

test("the request to choose a new password contains neither code nor token", async () => {
  const asked = await renderEmail({ ...envelope, template: "password-reset-asked", values: {} }, at);
  expect(asked).toMatchObject({ code: null, link: "http://localhost:3000/forgot-password" });
  expect([...new Set(linksOf(asked.html))]).toEqual([asked.link]);
});

describe("the notice of a change", () => {
  test.each([
    ["email_address_added", "a•••@example.com", "The address a•••@example.com was added to your account"],
    ["email_address_removed", "a•••@example.com", "The address a•••@example.com was removed from your"],
    [
      "primary_email_address_changed",
      "a•••@example.com",
      "The address a•••@example.com was made your primary address",
    ],
    ["phone_number_added", "•••• 42", "The number •••• 42 was added to your account"],
    ["phone_number_removed", "•••• 42", "The number •••• 42 was removed from your account"],
    ["primary_phone_number_changed", "•••• 42", "The number •••• 42 was made your primary number"],
    [
      "phone_number_moved",
      "•••• 42",
      "The number •••• 42 was verified on another account and removed from yours",
    ],
    ["totp_added", "", "An authenticator app was set up for two-step verification"],
    ["totp_removed", "", "The authenticator app was removed from two-step verification"],
    ["passkey_added", "", "A passkey, which signs you in without a password, was added to your account"],
    ["passkey_removed", "", "A passkey was removed from your account"],
    ["passkey_copied", "", "One of your passkeys was rejected: its counter went backwards"],
    [
      "second_factor_phone_added",
      "•••• 42",
      "Text messages to •••• 42 were set up for two-step verification",
    ],
    [
      "second_factor_phone_removed",
      "•••• 42",
      "Text messages to •••• 42 were removed from two-step verification",
    ],
    ["backup_codes_replaced", "", "New backup codes replaced all your previous ones"],
    ["backup_code_used", "3", "One of your backup codes was used (3 left)"],
    ["deletion_cancelled", "", "The deletion of your account was cancelled because you signed in"],
    [
      "second_factor_refused",
      "",
      "Someone passed the first step of signing in, then entered too many incorrect codes",
    ],
  ] as const)("%s contains the change, its origin and advice", async (change, masked, sentence) => {
    const { subject, html, text, code, link } = await changed(change, masked);
    expect(subject).toMatch(/ \(Latchkey\)$/);
    for (const body of [readable(html), text.replace(/\s+/g, " ")]) {
      expect(body).toContain(sentence);
      expect(body).toContain(FROM);
      expect(body).toContain("If it wasn't you");
      expect(body).toContain("sign out of all other devices");
    }
    expect(linksOf(html)).toEqual(["http://localhost:3000/forgot-password"]);
    expect({ code, link }).toEqual({ code: null, link: null });
  });

  test("describes a new password by an admin without the admin's device", async () => {
    const values = { changedFrom: null };
    const { html, text } = await renderEmail({ ...envelope, template: "password-changed", values }, at);
    for (const body of [readable(html), text.replace(/\s+/g, " ")]) {
      expect(body).toContain("An administrator changed the password for your account on");
      expect(body).toContain("If you asked for this");
    }
  });

  test("describes a change by an admin without the admin's device", async () => {
    const values = { change: "second_factor_removed", masked: "", changedFrom: null } as const;
    const { html, text } = await renderEmail({ ...envelope, template: "account-changed", values }, at);
    for (const body of [readable(html), text.replace(/\s+/g, " ")]) {
      expect(body).toContain("Two-step verification was removed from your account by an administrator on");
      expect(body).toContain("If you asked for this");
    }
  });

  test("shows text typed by a user as text, never as markup", async () => {
    const masked = '<b onclick="x">•••</b>&amp;@example.com';
    const { html, text } = await changed("email_address_added", masked);
    expect(html).not.toContain("<b onclick");
    expect(readable(html)).toContain(`The address ${masked} was added`);
    expect(text).toContain(`The address ${masked} was added`);
  });

  test("accepts no markup and no line break from any address", async () => {
    const plain = (await changed("email_address_added", "x")).html.split("<").length;
    await fc.assert(
      fc.asyncProperty(fc.string({ minLength: 1 }), async (masked) => {
        const { html, subject } = await changed("email_address_added", masked);
        expect(html.split("<").length).toBe(plain);
        expect(subject).not.toMatch(/[\r\n]/);
      }),
      { numRuns: 50 },
    );
  });
});

import { describe, expect, test } from "vitest";
import { en } from "@/lib/i18n/messages/en";
import type { Origin, VerificationPurpose } from "../message";
import { linksOf, readable } from "../testing/readable";
import { renderEmail } from "./render";

const at = new Date("2026-05-03T14:05:00Z");
const requestedFrom: Origin = {
  ipAddress: "203.0.113.7",
  userAgent: "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
};
const envelope = { channel: "email", recipient: "ada@example.com", deliverable: true, locale: "en" } as const;
const url = "http://localhost:3000/verify?token=kQ9-x_7&then=1";

const codeEmail = (purpose: VerificationPurpose) =>
  renderEmail(
    {
      ...envelope,
      template: "verification-code",
      values: { purpose, code: "042917", ttlSeconds: 600, requestedFrom },
    },
    at,
  );

const linkEmail = (purpose: VerificationPurpose, ownUrl = url) =>
  renderEmail(
    {
      ...envelope,
      template: "verification-link",
      values: { purpose, url: ownUrl, ttlSeconds: 600, requestedFrom },
    },
    at,
  );

describe.each([
  ["sign_in", "sign-in", "Sign in", "no one can sign in"],
  ["reset_password", "password reset", "Reset your password", "your password stays the same"],
  ["sign_up", "sign-up", "Finish signing up", "no account is created"],
  ["email_address", "verification", "Verify your email address", "your address isn't added to any account"],
  ["phone_number", "verification", "Verify your phone number", "your number isn't added to any account"],
  ["fresh_proof", "verification", "Verify it's you", "nothing on your account can be changed"],
] as const)("for %s", (purpose, name, heading, withoutIt) => {
  test("an email with a code states its purpose and the consequence of ignoring it", async () => {
    const { subject, html, code, link } = await codeEmail(purpose);
    expect(subject).toBe(`042917 is your Latchkey ${name} code`);
    expect(readable(html)).toContain(heading);
    expect(readable(html)).toContain(`without the code, ${withoutIt}`);
    expect({ code, link }).toEqual({ code: "042917", link: null });
  });

  test("an email with a link states its purpose and the consequence of ignoring it", async () => {
    const { subject, html, code, link } = await linkEmail(purpose);
    expect(subject).toBe(`Your Latchkey ${name} link`);
    expect(readable(html)).toContain(heading);
    expect(readable(html)).toContain(en.emails.purposes[purpose].button);
    expect(readable(html)).toContain(`without the link, ${withoutIt}`);
    expect({ code, link }).toEqual({ code: null, link: url });
  });
});

describe("the email with a link", () => {
  test("contains, as HTML and as text, the consequences, the lifetime and the origin", async () => {
    const { html, text } = await linkEmail("sign_in");
    for (const body of [readable(html), text.replace(/\s+/g, " ")]) {
      expect(body).toContain("Latchkey");
      expect(body).toContain(url);
      expect(body).toContain("Click the button, then confirm");
      expect(body).toContain("On another device, also enter the number shown where you requested this link");
      expect(body).toContain("10 minutes");
      expect(body).toContain("Firefox on Linux (203.0.113.7) on 3 May 2026 at 14:05 UTC");
      expect(body).toContain("If it wasn't you, ignore this email");
    }
  });

  test("links only to that URL, by its button and by its text", async () => {
    expect(linksOf((await linkEmail("sign_in")).html)).toEqual([url, url]);
  });

  test("contains no code", async () => {
    expect((await linkEmail("sign_in")).text).not.toMatch(/\b\d{6}\b/);
  });

  test("accepts no markup from its URL", async () => {
    const { html } = await linkEmail("sign_in", `${url}"><script>alert(1)</script>`);
    expect(html).not.toContain("<script");
    expect(html.split("<").length).toBe((await linkEmail("sign_in")).html.split("<").length);
  });
});

import { expect, test, vi } from "vitest";
import { relyingParty } from "@/lib/factors/passkey/relying-party";
import { passwordContext } from "@/lib/factors/password/policy";
import { totpUri } from "@/lib/factors/totp/secret";
import { contentSecurityPolicy } from "@/lib/http/security-headers";
import type { Locale } from "@/lib/i18n/locales";
import { messagesOf } from "@/lib/i18n/translator";
import { renderEmail } from "./render";

vi.hoisted(() => {
  process.env.APP_NAME = "Süd & Söhne";
  process.env.APP_LOGO_URL = "https://cdn.acme.example/logo.png";
  process.env.BRAND_COLOR = "#6c47ff";
  process.env.SUPPORT_URL = "mailto:help@acme.example";
});

const code = (locale: Locale) =>
  ({
    template: "verification-code",
    deliverable: true,
    locale,
    values: {
      purpose: "reset_password",
      code: "042917",
      ttlSeconds: 600,
      requestedFrom: { ipAddress: null, userAgent: null },
    },
  }) as const;

test.each([
  ["en", "042917 is your Süd & Söhne password reset code", "Contact support"],
  ["de", "042917 ist Ihr Süd-&-Söhne-Code", "Support kontaktieren"],
] as const)(
  "an email in %s has the name, the logo, the color and the support address",
  async (locale, subject, help) => {
    const email = { channel: "email", recipient: "ada@example.com", ...code(locale) } as const;
    const sent = await renderEmail(email, new Date("2026-05-03T14:05:00Z"));
    expect(sent.subject).toContain(subject);
    expect(sent.html).toMatch(
      /<img alt="Süd &amp; Söhne"[^>]* src="https:\/\/cdn\.acme\.example\/logo\.png"/,
    );
    expect(sent.html).toContain("#6743f2");
    expect(sent.html).not.toMatch(/#7a5510|#d9a94a|Latchkey/);
    expect(sent.html).toContain('href="mailto:help@acme.example"');
    expect(sent.text).toContain(help);
  },
);

test("authenticator apps, passkeys, backup codes and the password policy use the name", () => {
  const uri = new URL(totpUri("JBSWY3DPEHPK3PXP", "ada@example.com"));
  expect(uri.searchParams.get("issuer")).toBe("Süd & Söhne");
  expect(decodeURIComponent(uri.pathname)).toContain("Süd & Söhne:ada@example.com");
  expect(relyingParty("https://auth.example.com").name).toBe("Süd & Söhne");
  expect(messagesOf("en").client.backupCodes.fileHeading).toBe("Süd & Söhne backup codes. Each works once.");
  expect(passwordContext("ada@example.com")).toEqual(expect.arrayContaining(["süd", "söhne", "latchkey"]));
});

test("pages and messages of the inbox may load images from the origin of the logo, and from no other", () => {
  expect(contentSecurityPolicy("/sign-in", "n")).toContain("img-src 'self' data: https://cdn.acme.example;");
  expect(contentSecurityPolicy("/inbox/messages/1/html", "n")).toContain(
    "default-src 'none'; img-src https://cdn.acme.example; style-src",
  );
});

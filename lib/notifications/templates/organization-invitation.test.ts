import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { OrganizationRole } from "@/lib/db/generated/enums";
import type { Locale } from "@/lib/i18n/locales";
import { englishIn, linksOf, readable } from "../testing/readable";
import { renderEmail } from "./render";

const at = new Date("2026-05-03T14:05:00Z");
const url = "http://localhost:3000/organizations/invitation?token=kQ9-x_7";

const invitation = (organizationName = "Acme", role: OrganizationRole = "member", locale: Locale = "en") =>
  renderEmail(
    {
      channel: "email",
      template: "organization-invitation",
      recipient: "ada@example.com",
      deliverable: true,
      locale,
      values: { organizationName, role, url, ttlSeconds: 604_800 },
    },
    at,
  );

describe("the invitation to an organization", () => {
  test("contains, as HTML and as text, the organization, the consequences and the lifetime", async () => {
    const { subject, html, text, code, link } = await invitation();
    expect(subject).toBe("Join Acme on Latchkey");
    for (const body of [readable(html), text.replace(/\s+/g, " ")]) {
      expect(body).toMatch(/You've been invited to join Acme as a member ?\./);
      expect(body).toContain("Open the invitation to accept or decline it");
      expect(body).toContain("expires in 7 days");
      expect(body).toContain("If you weren't expecting this, you can ignore it");
    }
    expect({ code, link }).toEqual({ code: null, link: url });
  });

  test.each([
    ["owner", "an owner"],
    ["admin", "an admin"],
    ["member", "a member"],
  ] as const)("names the role %s in English", async (role, words) => {
    expect((await invitation("Acme", role)).text).toContain(`as ${words}.`);
  });

  test.each([
    ["owner", "Eigentümer"],
    ["admin", "Admin"],
    ["member", "Mitglied"],
  ] as const)("names the role %s in German, with the same link", async (role, words) => {
    const { subject, html, text, link } = await invitation("Acme", role, "de");
    expect(text).toContain(`Acme als ${words} beizutreten.`);
    expect(text).toContain("7 Tage lang.");
    for (const part of [subject, readable(html), text]) expect(englishIn(part)).toEqual([]);
    expect(link).toBe(url);
  });

  test.each([
    '<a href="https://evil.example">Win</a>',
    "http://evil.example now",
    "</title></style><script>alert(1)</script>",
    "{{values.url}} %{url}",
  ])("turns the name %j into neither markup nor a link", async (name) => {
    const plain = await invitation();
    const { html, text, subject } = await invitation(name);
    expect(html).not.toContain("<script");
    expect(linksOf(html)).toEqual([url, url]);
    expect(html.split("<").length).toBe(plain.html.split("<").length);
    for (const part of [html, text, subject]) expect(part).not.toContain("evil.example");
  });

  test("accepts no markup and no line break from any name", async () => {
    const plain = (await invitation()).html.split("<").length;
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "binary" }), async (name) => {
        const { html, subject } = await invitation(name);
        expect(html.split("<").length).toBe(plain);
        expect(subject).not.toMatch(/[\r\n]/);
        expect([...subject].length).toBeLessThan(160);
      }),
      { numRuns: 50 },
    );
  });
});

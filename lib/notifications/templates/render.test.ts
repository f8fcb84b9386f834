import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Origin } from "../message";
import { readable } from "../testing/readable";
import { renderEmail } from "./render";

const at = new Date("2026-05-03T14:05:00Z");
const firefox: Origin = {
  ipAddress: "203.0.113.7",
  userAgent: "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
};

const codeEmail = (values: { ttlSeconds?: number; requestedFrom?: Origin } = {}) =>
  renderEmail(
    {
      channel: "email",
      template: "verification-code",
      recipient: "ada@example.com",
      deliverable: true,
      locale: "en",
      values: {
        purpose: "reset_password",
        code: "042917",
        ttlSeconds: 600,
        requestedFrom: firefox,
        ...values,
      },
    },
    at,
  );

const noticeEmail = (changedFrom = firefox) =>
  renderEmail(
    {
      channel: "email",
      template: "password-changed",
      recipient: "ada@example.com",
      deliverable: true,
      locale: "en",
      values: { changedFrom },
    },
    at,
  );

describe("the email with a code", () => {
  test("contains, as HTML and as text, its purpose and instructions", async () => {
    const { html, text } = await codeEmail();
    for (const body of [readable(html), text.replace(/\s+/g, " ")]) {
      expect(body).toContain("Latchkey");
      expect(body).toContain("042917");
      expect(body).toContain("10 minutes");
      expect(body).toContain("Firefox on Linux (203.0.113.7) on 3 May 2026 at 14:05 UTC");
      expect(body).toContain("If it wasn't you, ignore this email");
    }
  });

  test("contains the code in its subject, and in a separate field", async () => {
    const { subject, code } = await codeEmail();
    expect(subject).toBe("042917 is your Latchkey password reset code");
    expect(code).toBe("042917");
  });

  test("contains no link, because a code is typed where it was requested", async () => {
    const { html, text } = await codeEmail();
    expect(html).not.toMatch(/<a\b|href=/);
    expect(text).not.toMatch(/https?:/);
  });

  test.each([
    [600, "10 minutes"],
    [60, "1 minute"],
    [90, "1 minute"],
    [30, "30 seconds"],
    [1, "1 second"],
  ])("formats a lifetime of %i seconds as %s", async (ttlSeconds, words) => {
    expect((await codeEmail({ ttlSeconds })).text).toContain(`in ${words}.`);
  });
});

describe("the notice of a password change", () => {
  test("contains, as HTML and as text, the origin and instructions", async () => {
    const { html, text, code } = await noticeEmail();
    for (const body of [readable(html), text.replace(/\s+/g, " ")]) {
      expect(body).toContain("Latchkey");
      expect(body).toContain("Firefox on Linux (203.0.113.7) on 3 May 2026 at 14:05 UTC");
      expect(body).toContain("If it wasn't you");
    }
    expect(code).toBeNull();
  });

  test("links only to this app's recovery page", async () => {
    const { html, text } = await noticeEmail();
    expect([...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href)).toEqual([
      "http://localhost:3000/forgot-password",
    ]);
    expect(text).toContain("(http://localhost:3000/forgot-password)");
  });
});

describe("every email", () => {
  test("loads nothing and tracks no recipient", async () => {
    for (const { html } of [await codeEmail(), await noticeEmail()])
      expect(html).not.toMatch(/<img|<link|<script|<iframe|src=|url\(|@import|@font-face/);
  });

  test("has a dark theme", async () => {
    for (const { html } of [await codeEmail(), await noticeEmail()]) {
      expect(html).toContain('content="light dark"');
      expect(html).toContain("prefers-color-scheme: dark");
    }
  });

  test("is the same for every attempt, as the idempotency key requires", async () => {
    expect(await codeEmail()).toEqual(await codeEmail());
  });

  test("states that the origin of a request is unknown", async () => {
    const { text } = await codeEmail({ requestedFrom: { ipAddress: null, userAgent: null } });
    expect(text).toContain("Requested from an unknown device on 3 May 2026");
  });

  test("shows only known names from a user agent", async () => {
    const userAgent = '<a href="https://evil.example">Firefox</a>/1.0 evil.example (Linux)';
    const { html, text } = await codeEmail({ requestedFrom: { ipAddress: null, userAgent } });
    for (const body of [html, text]) expect(body).not.toContain("evil.example");
  });

  test("accepts no markup and no line break from a request", async () => {
    const plain = (await codeEmail()).html.split("<").length;
    await fc.assert(
      fc.asyncProperty(fc.string(), fc.string({ minLength: 1 }), async (userAgent, ipAddress) => {
        const { html, subject } = await codeEmail({ requestedFrom: { ipAddress, userAgent } });
        expect(html.split("<").length).toBe(plain);
        expect(subject).not.toMatch(/[\r\n]/);
      }),
      { numRuns: 50 },
    );
  });
});

test("throws for an unknown template", async () => {
  const message = { template: "from-the-future", values: {} } as unknown as Parameters<typeof renderEmail>[0];
  await expect(renderEmail(message, at)).rejects.toThrow(RangeError);
});

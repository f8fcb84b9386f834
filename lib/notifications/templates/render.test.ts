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
  test("holds, as HTML and as text, what it is for and what to do", async () => {
    const { html, text } = await codeEmail();
    for (const body of [readable(html), text.replace(/\s+/g, " ")]) {
      expect(body).toContain("Latchkey");
      expect(body).toContain("042917");
      expect(body).toContain("10 minutes");
      expect(body).toContain("Firefox on Linux (203.0.113.7) on 3 May 2026 at 14:05 UTC");
      expect(body).toContain("If it wasn't you, ignore this email");
    }
  });

  test("names the code in its subject, and for programs", async () => {
    const { subject, code } = await codeEmail();
    expect(subject).toBe("042917 is your Latchkey password reset code");
    expect(code).toBe("042917");
  });

  test("carries no link: a code is typed where it was asked for", async () => {
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
  ])("tells a lifetime of %i seconds as %s", async (ttlSeconds, words) => {
    expect((await codeEmail({ ttlSeconds })).text).toContain(`in ${words}.`);
  });
});

describe("the notice of a new password", () => {
  test("holds, as HTML and as text, where it came from and what to do", async () => {
    const { html, text, code } = await noticeEmail();
    for (const body of [readable(html), text.replace(/\s+/g, " ")]) {
      expect(body).toContain("Latchkey");
      expect(body).toContain("Firefox on Linux (203.0.113.7) on 3 May 2026 at 14:05 UTC");
      expect(body).toContain("If it wasn't you");
    }
    expect(code).toBeNull();
  });

  test("leads to the recovery of this app, and nowhere else", async () => {
    const { html, text } = await noticeEmail();
    expect([...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href)).toEqual([
      "http://localhost:3000/forgot-password",
    ]);
    expect(text).toContain("(http://localhost:3000/forgot-password)");
  });
});

describe("every email", () => {
  test("fetches nothing and follows nobody", async () => {
    for (const { html } of [await codeEmail(), await noticeEmail()])
      expect(html).not.toMatch(/<img|<link|<script|<iframe|src=|url\(|@import|@font-face/);
  });

  test("has a dark theme", async () => {
    for (const { html } of [await codeEmail(), await noticeEmail()]) {
      expect(html).toContain('content="light dark"');
      expect(html).toContain("prefers-color-scheme: dark");
    }
  });

  test("is the same at every try, as its idempotency key promises", async () => {
    expect(await codeEmail()).toEqual(await codeEmail());
  });

  test("says so when it does not know where a request came from", async () => {
    const { text } = await codeEmail({ requestedFrom: { ipAddress: null, userAgent: null } });
    expect(text).toContain("Requested from an unknown device on 3 May 2026");
  });

  test("shows nothing of what a browser says of itself but known names", async () => {
    const userAgent = '<a href="https://evil.example">Firefox</a>/1.0 evil.example (Linux)';
    const { html, text } = await codeEmail({ requestedFrom: { ipAddress: null, userAgent } });
    for (const body of [html, text]) expect(body).not.toContain("evil.example");
  });

  test("takes no markup and no line break from a request", async () => {
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

test("a template that this version does not know is an error", async () => {
  const message = { template: "from-the-future", values: {} } as unknown as Parameters<typeof renderEmail>[0];
  await expect(renderEmail(message, at)).rejects.toThrow(RangeError);
});

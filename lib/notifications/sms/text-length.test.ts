import { expect, test, vi } from "vitest";
import { LOCALES, type Locale } from "@/lib/i18n/locales";
import { renderText } from "./text";

/** The longest label of a host name, below a hosting provider's domain. */
const HOST = `${"a".repeat(63)}.vercel.app`;

vi.hoisted(() => {
  process.env.APP_URL = `https://${"a".repeat(63)}.vercel.app:8443`;
});

const render = (locale: Locale) =>
  renderText({
    channel: "sms",
    template: "verification-code",
    recipient: "+14155550100",
    deliverable: true,
    locale,
    values: {
      purpose: "sign_in",
      code: "042917",
      ttlSeconds: 86_400,
      requestedFrom: { ipAddress: null, userAgent: null },
    },
  });

test.each(LOCALES)("an SMS in %s stays one segment with a long host and the longest lifetime", (locale) => {
  const { text } = render(locale);
  expect(text).toContain("Latchkey");
  expect(text.split("\n").at(-1)).toBe(`@${HOST} #042917`);
  expect(text.length).toBeLessThanOrEqual(160);
});

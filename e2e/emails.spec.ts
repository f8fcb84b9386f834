import { expect, test } from "@playwright/test";
import type { TemplateValues } from "@/lib/notifications/message";
import type { FeatureTemplateValues } from "@/lib/notifications/templates/feature-templates";
import { renderSamples, testEmails } from "./email-checks";

const origin = {
  ipAddress: "2001:db8:85a3:8d3:1319:8a2e:370:7348",
  userAgent: "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
};
const url = `http://localhost:3000/verify?token=${"kQ9-x".repeat(9)}`;

/** The values of the emails, by template. */
const SAMPLES = {
  "verification-code": { purpose: "reset_password", code: "042917", ttlSeconds: 600, requestedFrom: origin },
  "verification-link": { purpose: "sign_in", url, ttlSeconds: 600, requestedFrom: origin },
  "sign-up-existing": { ttlSeconds: 600, requestedFrom: origin },
  "sign-up-rejected": { reason: "invitation", ttlSeconds: 600, requestedFrom: origin },
  "sign-up-invitation": {
    url: `http://localhost:3000/sign-up/invitation?token=${"kQ9-x".repeat(9)}`,
    ttlSeconds: 604_800,
  },
  "account-changed": { change: "email_address_added", masked: "a•••@example.com", changedFrom: origin },
  "password-changed": { changedFrom: origin },
  "password-reset-asked": {},
  "new-device": {
    url: `http://localhost:3000/report-sign-in?token=${"kQ9-x".repeat(21)}`,
    signedInFrom: origin,
  },
  "deletion-requested": { dueAt: "2026-12-14T10:00:00.000Z", requestedFrom: origin },
  "account-deleted": {},
  "webhook-disabled": { host: "hooks.a-rather-long-name-of-a-receiver.example:8443", isGone: false },
} satisfies Omit<TemplateValues, keyof FeatureTemplateValues>;

// Runs in one worker, so that the emails are rendered once.
test.describe.configure({ mode: "default" });

testEmails(SAMPLES);

test("the code is large, on one line, and selected with one tap", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await page.setContent(
    renderSamples({ "verification-code": SAMPLES["verification-code"] }).en["verification-code"].html,
  );
  const code = page.getByText("042917", { exact: true });
  await expect(code).toBeInViewport({ ratio: 1 });
  const { fontSize, lineHeight, height } = await code.evaluate((element) => {
    const style = getComputedStyle(element);
    const padding = Number.parseFloat(style.paddingTop) + Number.parseFloat(style.paddingBottom);
    return {
      fontSize: Number.parseFloat(style.fontSize),
      lineHeight: Number.parseFloat(style.lineHeight),
      height: element.clientHeight - padding,
    };
  });
  expect(fontSize).toBeGreaterThanOrEqual(32);
  expect(height).toBe(lineHeight);
  await code.click();
  expect(await page.evaluate(() => getSelection()?.toString().trim())).toBe("042917");
});

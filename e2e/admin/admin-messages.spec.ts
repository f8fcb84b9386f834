import { startResendServer } from "@/lib/notifications/testing/resend-server";
import { query } from "../database";
import { expect, test } from "../fixtures";
import { App } from "../servers/app";
import { NEW_PASSWORD, reloadUntilVisible } from "../steps";
import { addressOf, TEST_USER_PASSWORD } from "../users";
import { arriveAsAdmin } from "./administrators";

test("@server @sql admins see a notice that the provider rejected and resend it", async ({ browser }) => {
  const provider = await startResendServer();
  const app = await App.start("postgres", {
    RESEND_API_KEY: "re_test",
    RESEND_BASE_URL: provider.url,
    NEW_DEVICE_NOTICE: "off",
  });
  const context = await browser.newContext({ baseURL: app.url });
  const page = await context.newPage();
  const admin = { address: addressOf(0), password: TEST_USER_PASSWORD };
  await arriveAsAdmin(app, page, admin);
  provider.answer({ status: 422 });
  await page.goto("/account");
  await page.getByLabel("Current password").fill(admin.password);
  await page.getByLabel("New password", { exact: true }).fill(NEW_PASSWORD);
  await page.getByLabel("Confirm new password").fill(NEW_PASSWORD);
  await page.getByRole("button", { name: "Change password" }).click();
  await expect.poll(() => provider.requests.length).toBe(1);
  await page.goto("/admin/messages?status=failed");
  await reloadUntilVisible(page.getByText(`password-changed to ${admin.address}`));
  await expect(page.getByText("Resend answered 422 refused")).toBeVisible();
  provider.answer();
  await page.getByRole("button", { name: "Resend" }).click();
  await expect(page.getByText("No messages found.")).toBeVisible();
  await expect.poll(() => provider.requests.length).toBe(2);
  expect(provider.requests[1]).toEqual(provider.requests[0]);
  const acts = await query(app, `SELECT 1 FROM "AuditEvent" WHERE type = 'message.resent'`);
  expect(acts).toHaveLength(1);
  await context.close();
  await app.stop();
  provider.stop();
});

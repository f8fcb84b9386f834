import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { signedInApp } from "./api";
import { query } from "./database";
import { test as base, expect } from "./fixtures";
import { confirmElsewhere, NEW_PASSWORD } from "./steps";

/** Opens a page of the front end, which calls the server under test from another origin. */
type Visit = (path: string) => Promise<void>;

const test = base.extend<{ visit: Visit }>({
  visit: async ({ page, app, frontEndUrl }, use) => {
    await page.addInitScript((url) => {
      window.serverUrl = url;
    }, app.url);
    await use(async (path) => {
      await page.goto(frontEndUrl + path);
    });
  },
});

test.describe.configure({ mode: "default" });
test.use({ withFrontEnd: true });

async function submit(page: Page, fields: Record<string, string>, button: string): Promise<void> {
  for (const [label, value] of Object.entries(fields)) {
    await page.getByLabel(label, { exact: true }).fill(value);
  }
  await page.getByRole("button", { name: button, exact: true }).click();
}

const expectSignedIn = (page: Page, address: string) =>
  expect(page.getByRole("main")).toContainText(`Signed in as ${address}`);

test("@server resets a password with the calls of the current forgot-password page", async ({
  page,
  visit,
  app,
  user,
  inbox,
}) => {
  await visit("/core-3/forgot-password");
  await submit(page, {}, "Send code");
  await expect(page.getByRole("alert")).not.toBeEmpty();
  await submit(page, { "Email address": user.address }, "Send code");
  await submit(page, { Code: "000000" }, "Verify code");
  await expect(page.getByRole("alert")).not.toBeEmpty();
  await submit(page, { Code: await inbox.code(user.address) }, "Verify code");
  await submit(page, { "New password": "brief" }, "Set new password");
  await expect(page.getByRole("alert")).toContainText("15 characters");
  await submit(page, { "New password": NEW_PASSWORD }, "Set new password");
  await expectSignedIn(page, user.address);
  await expect(page.getByText("Verified a moment ago")).toBeVisible();
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page.getByRole("main")).toHaveText("Signed out");
  await signedInApp(app, { ...user, password: NEW_PASSWORD });
});

test("@server rejects a wrong password, and signs in by a link that is opened elsewhere", async ({
  page,
  visit,
  user,
  inbox,
  otherBrowser,
}) => {
  await visit("/core-3/sign-in");
  await submit(page, { "Email address": user.address, Password: "not the password" }, "Continue");
  await expect(page.getByRole("alert")).not.toBeEmpty();
  await submit(page, {}, "Email me a link");
  const number = page.getByRole("dialog").locator("output");
  await expect(number).toHaveText(/^\d+$/);
  await confirmElsewhere(otherBrowser, await inbox.link(user.address), (await number.textContent()) ?? "");
  await expectSignedIn(page, user.address);
  await expect(number).toBeHidden();
});

test("@server adds an address after a reauthentication in the dialog of the client", async ({
  page,
  visit,
  app,
  user,
}) => {
  await visit("/core-3/sign-in");
  await submit(page, { "Email address": user.address, Password: user.password }, "Continue");
  await expectSignedIn(page, user.address);
  const sql = `UPDATE "Session" s SET "provenAt" = now() - interval '11 minutes' FROM "EmailAddress" e
    WHERE e."userId" = s."userId" AND e.address = $1`;
  await query(app, sql, [user.address]);
  await visit("/new-email-address");
  await submit(page, { "New address": `more-${randomUUID()}@newcomers.example` }, "Add");
  const dialog = page.getByRole("dialog", { name: "Verify that it's you" });
  await dialog.getByLabel("Password").fill("not the password");
  await dialog.getByRole("button", { name: "Continue" }).click();
  await expect(dialog.getByRole("alert")).not.toBeEmpty();
  await dialog.getByLabel("Password").fill(user.password);
  await dialog.getByRole("button", { name: "Continue" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByTestId("match-number")).not.toBeEmpty();
});

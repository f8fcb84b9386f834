import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { signedInApp } from "./api";
import { Authenticator } from "./authenticator";
import { markCompromised, query } from "./database";
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

test("@server signs in by password and second factor, by code, and by a link opened elsewhere", async ({
  page,
  visit,
  app,
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

  const native = await signedInApp(app, user);
  const { secret } = await native.ok("/session/tasks/setup-mfa", { strategy: "totp" });
  const authenticator = new Authenticator(secret);
  await native.ok("/session/tasks/setup-mfa", { strategy: "totp", code: await authenticator.code() });
  await page.context().clearCookies();
  await visit("/core-3/sign-in");
  await submit(page, { "Email address": user.address }, "Email me a code");
  await submit(page, { Code: await inbox.code(user.address) }, "Continue");
  await submit(page, { Code: await authenticator.code() }, "Continue");
  await expectSignedIn(page, user.address);
});

test("@server signs up, starts over, and sends a compromised password to the page of the server", async ({
  page,
  visit,
  app,
  inbox,
}) => {
  const address = `core-3-${randomUUID()}@newcomers.example`;
  await visit("/core-3/sign-up");
  await submit(page, { "Email address": address, Password: "brief" }, "Sign up");
  await expect(page.getByRole("alert")).toContainText("15 characters");
  await submit(page, { Password: NEW_PASSWORD }, "Sign up");
  await page.getByRole("button", { name: "Start over" }).click();
  const other = `again-${address}`;
  await submit(page, { "Email address": other, Password: NEW_PASSWORD }, "Sign up");
  await submit(page, { Code: await inbox.code(other) }, "Verify");
  await expectSignedIn(page, other);
  await markCompromised(app, other);
  await visit("/core-3");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page).toHaveURL(/\/session-tasks\/reset-password\?redirect_url=http/);
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

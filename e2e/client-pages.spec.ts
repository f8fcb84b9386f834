import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { signedInApp } from "./api";
import { Authenticator } from "./authenticator";
import { markCompromised, query } from "./database";
import { test as base, expect } from "./fixtures";
import { confirmElsewhere, matchNumberOn, NEW_PASSWORD } from "./steps";

/** Opens a page of the front end, which calls the server under test from another origin. */
type Visit = (path: string, page?: Page) => Promise<Page>;

const test = base.extend<{ visit: Visit }>({
  visit: async ({ page: own, app, frontEndUrl }, use) => {
    await use(async (path, page = own) => {
      await page.addInitScript((url) => {
        window.serverUrl = url;
      }, app.url);
      await page.goto(frontEndUrl + path);
      return page;
    });
  },
});

test.describe.configure({ mode: "default" });
test.use({ withFrontEnd: true });

const newcomer = () => `client-${randomUUID()}@newcomers.example`;

async function fillIn(page: Page, fields: Record<string, string>, button: string): Promise<void> {
  for (const [label, value] of Object.entries(fields)) {
    await page.getByLabel(label, { exact: true }).fill(value);
  }
  await page.getByRole("button", { name: button, exact: true }).click();
}

const expectSignedIn = (page: Page, address: string) =>
  expect(page.getByRole("main")).toHaveText(`Signed in as ${address} Sign out`);

/** Opens a link in another browser and types the match number of the waiting page there. */
async function openElsewhere(waiting: Page, other: Page, link: string): Promise<void> {
  await expect(waiting.getByTestId("match-number")).not.toBeEmpty();
  await confirmElsewhere(other, link, await matchNumberOn(waiting));
}

test("@server resets a password by email code and keeps the user signed in until they sign out", async ({
  page,
  visit,
  user,
  inbox,
}) => {
  await visit("/forgot-password");
  await fillIn(page, { "Who are you?": user.address }, "Send");
  await page.getByLabel("Code").fill("000000");
  await fillIn(page, { "New password": NEW_PASSWORD }, "Reset");
  await expect(page.getByRole("alert")).toContainText("code");
  await fillIn(page, { Code: await inbox.code(user.address), "New password": "brief" }, "Reset");
  await expect(page.getByRole("alert")).toContainText("15 characters");
  await fillIn(page, { "New password": NEW_PASSWORD }, "Reset");
  await expectSignedIn(page, user.address);
  await page.reload();
  await expectSignedIn(page, user.address);
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page.getByRole("main")).toHaveText("Signed out");
});

test("@server @texts resets a password by SMS code", async ({ page, visit, user, inbox }) => {
  await visit("/forgot-password/phone");
  await fillIn(page, { "Who are you?": user.phone }, "Send");
  const code = await inbox.code(user.phone);
  await fillIn(page, { Code: code, "New password": NEW_PASSWORD }, "Reset");
  await expectSignedIn(page, user.address);
});

test("@server a compromised password redirects to an email code and then to the task", async ({
  page,
  visit,
  app,
  user,
  inbox,
}) => {
  await markCompromised(app, user.address);
  await visit("/sign-in");
  await fillIn(page, { "Email address": user.address, Password: user.password }, "Continue");
  await page.getByRole("button", { name: "Email me a code instead" }).click();
  await fillIn(page, { Code: await inbox.code(user.address) }, "Continue");
  await expect(page).toHaveURL(/\/task\/reset-password$/);

  await visit("/members");
  await expect(page).toHaveURL(/\/task\/reset-password$/);
  await fillIn(page, { "New password": NEW_PASSWORD }, "Save");
  await expectSignedIn(page, user.address);
  await visit("/members");
  await expect(page.getByText("For members")).toBeVisible();
});

test("@server requires a second factor after the password", async ({ page, visit, app, user }) => {
  const native = await signedInApp(app, user);
  const { secret } = await native.ok("/session/tasks/setup-mfa", { strategy: "totp" });
  const authenticator = new Authenticator(secret);
  const set = { strategy: "totp", code: await authenticator.code() };
  await native.ok("/session/tasks/setup-mfa", set);
  await visit("/sign-in");
  await fillIn(page, { "Email address": user.address, Password: user.password }, "Continue");
  await fillIn(page, { Code: await authenticator.code() }, "Continue");
  await expectSignedIn(page, user.address);
});

test("@server a sign-up link that is opened in the same browser completes in the tab of the link", async ({
  page,
  visit,
  context,
  inbox,
}) => {
  const address = newcomer();
  await visit("/sign-up/link");
  await fillIn(page, { "Email address": address }, "Send a link");
  const tab = await visit("/", await context.newPage());
  await tab.goto(await inbox.link(address));
  await tab.getByRole("button", { name: "Confirm" }).click();
  await expectSignedIn(tab, address);
  await expect(tab).toHaveURL(/\/welcome$/);
  await expect(page.getByText("elsewhere in this browser")).toBeVisible();
});

test("@server a sign-up link that is opened on another client completes in the original tab", async ({
  page,
  visit,
  inbox,
  otherBrowser,
}) => {
  const address = newcomer();
  await visit("/sign-up/link");
  await fillIn(page, { "Email address": address }, "Send a link");
  await visit("/", otherBrowser);
  await openElsewhere(page, otherBrowser, await inbox.link(address));
  await expect(otherBrowser.getByText("Return to the original tab")).toBeVisible();
  await expect(otherBrowser).toHaveURL(/\/verification\?link_status=verified/);
  await otherBrowser.reload();
  await expect(otherBrowser.getByText("Return to the original tab")).toBeVisible();
  await expectSignedIn(page, address);
  await expect(page).toHaveURL(/\/welcome$/);
});

test("@server a sign-in link that is opened on another client completes in the original tab", async ({
  page,
  visit,
  user,
  inbox,
  otherBrowser,
}) => {
  await visit("/sign-in/link");
  await fillIn(page, { "Email address": user.address }, "Send a link");
  await visit("/", otherBrowser);
  await openElsewhere(page, otherBrowser, await inbox.link(user.address));
  await expect(otherBrowser.getByText("Return to the original tab")).toBeVisible();
  await expectSignedIn(page, user.address);
});

test("@server shows an expired link in both tabs", async ({
  page,
  visit,
  app,
  user,
  inbox,
  otherBrowser,
}) => {
  await visit("/sign-in/link");
  await fillIn(page, { "Email address": user.address }, "Send a link");
  const link = await inbox.link(user.address);
  const sql = `UPDATE "Link" l SET "expiresAt" = now() FROM "Verification" v
    WHERE v.id = l."verificationId" AND v.destination = $1`;
  await query(app, sql, [user.address]);
  await expect(page.getByText("expired")).toBeVisible();
  await visit("/", otherBrowser);
  await otherBrowser.goto(link);
  await expect(otherBrowser.getByText("The link has expired")).toBeVisible();
});

test("@server the oldest form of a reset by link sends one link, which redirects to the new-password page", async ({
  page,
  visit,
  context,
  app,
  user,
  inbox,
}) => {
  await visit("/recover");
  await fillIn(page, { "Email address": user.address }, "Send a link");
  const link = await inbox.link(user.address);
  const tab = await visit("/", await context.newPage());
  await tab.goto(link);
  await tab.getByRole("button", { name: "Confirm" }).click();
  await expect(tab).toHaveURL(/\/new-password\?link_status=verified/);
  await expect(page).toHaveURL(/\/\?strategy=email_link$/);
  await fillIn(tab, { "New password": NEW_PASSWORD }, "Save");
  await expectSignedIn(tab, user.address);
  await signedInApp(app, { ...user, password: NEW_PASSWORD });
  expect((await inbox.messages(user.address)).filter((message) => message.link)).toHaveLength(1);
});

test("@server adds an address and verifies it by link", async ({
  page,
  visit,
  app,
  user,
  inbox,
  otherBrowser,
}) => {
  await visit("/sign-in");
  await fillIn(page, { "Email address": user.address, Password: user.password }, "Continue");
  await expectSignedIn(page, user.address);
  const address = newcomer();
  await visit("/new-email-address");
  await fillIn(page, { "New address": address }, "Add");
  await visit("/", otherBrowser);
  await openElsewhere(page, otherBrowser, await inbox.link(address));
  await expect(page.getByText("verified")).toBeVisible();
  await signedInApp(app, { ...user, address });
});

test("@server @texts resets a password through the client on the window object", async ({
  page,
  visit,
  user,
  inbox,
}) => {
  await visit("/");
  const sent = await page.evaluate((phone) => window.auth.auth.sendResetPwdCode(phone), user.phone);
  expect(sent).toEqual({ errors: null });
  const code = await inbox.code(user.phone);
  const reset = (password: string) =>
    page.evaluate((sent) => window.auth.auth.resetPwdWithCode(sent.phone, sent.code, sent.password), {
      phone: user.phone,
      code,
      password,
    });
  expect((await reset("brief")).errors?.[0]?.code).toBe("form_password_length_too_short");
  expect(await reset(NEW_PASSWORD)).toEqual({ errors: null });
  await visit("/");
  await expectSignedIn(page, user.address);
  const waiting = page.evaluate(async () => {
    const [own] = window.auth.user?.emailAddresses ?? [];
    return own?.verification.status;
  });
  expect(await waiting).toBe("verified");
});

test("@server reports a network error to a page of an origin that the settings do not allow", async ({
  browser,
  app,
  frontEndUrl,
}) => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.addInitScript((url) => {
    window.serverUrl = url;
  }, app.url);
  await page.goto(frontEndUrl.replace("localhost", "127.0.0.1"));
  const outcome = await page.evaluate(async () => {
    const { signIn } = window.auth.client;
    return signIn.create({ identifier: "ada@example.com" }).catch((error) => error.errors);
  });
  expect(outcome).toMatchObject([{ code: "network_error" }]);
  await context.close();
});

import type { Page } from "@playwright/test";
import { query, userIdOf } from "./database";
import { expect, test } from "./fixtures";
import { expectSignedIn, openSignedIn, signIn, signOut } from "./steps";
import { secondStep, submitFactor, turnOnApp } from "./two-step";
import { replay, signedIn } from "./visitor";

const devices = (page: Page) => page.locator("#devices").getByRole("listitem");
const other = (page: Page) => devices(page).filter({ hasNotText: "This device" });

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("lists another device and signs it out immediately", async ({ page, otherBrowser, user }) => {
      await openSignedIn(otherBrowser, user);
      await openSignedIn(page, user);
      await page.goto("/account");
      await expect(devices(page)).toHaveCount(2);
      await expect(devices(page).filter({ hasText: "This device" })).toHaveCount(1);
      await expect(other(page)).toContainText(/on Linux/);
      await other(page).getByRole("button", { name: "Sign out", exact: true }).click();
      await expect(devices(page)).toHaveCount(1);
      await otherBrowser.goto("/dashboard");
      await expect(otherBrowser).toHaveURL(/\/sign-in/);
      await page.goto("/dashboard");
      await expect(page.getByText("Device signed out")).toBeVisible();
    });

    test("signs out the current device like any other", async ({ page, user }) => {
      await openSignedIn(page, user);
      await page.goto("/account");
      await devices(page).getByRole("button", { name: "Sign out", exact: true }).click();
      await expect(page.getByRole("link", { name: "Sign in" })).toBeVisible();
    });
  });
}

test("signs out all other devices at once and keeps the current session", async ({
  app,
  page,
  otherBrowser,
  user,
}) => {
  const third = await signedIn(app, user);
  await openSignedIn(otherBrowser, user);
  await openSignedIn(page, user);
  await page.goto("/account");
  await page.getByRole("button", { name: "Sign out of all other devices" }).click();
  await expect(devices(page)).toHaveCount(1);
  await otherBrowser.goto("/dashboard");
  await expect(otherBrowser).toHaveURL(/\/sign-in/);
  const answer = await fetch(`${app.url}/dashboard`, { headers: { cookie: third.cookies } });
  expect(new URL(answer.url).pathname).toBe("/sign-in");
  await page.goto("/dashboard");
  await expect(page.getByText("All other devices signed out")).toBeVisible();
});

test("@server @sql rejects the session ID of another user and an invalid session ID", async ({
  app,
  createNextUser,
}) => {
  const [user, stranger] = [createNextUser(), createNextUser()];
  const mine = await signedIn(app, user);
  await signedIn(app, stranger);
  const theirs = await query<{ id: string }>(
    app,
    `SELECT id FROM "Session" WHERE "userId" = $1 AND "revokedAt" IS NULL`,
    [await userIdOf(app, stranger.address)],
  );
  for (const session of [theirs[0]?.id ?? "", "00000000-0000-4000-8000-000000000000", "' OR 1=1", ""]) {
    const answer = await replay(app, "endSessionAction", mine, { session });
    expect(answer.status).toBe(200);
    expect(answer.text).not.toContain("Signed out.");
  }
  await replay(app, "endOtherSessionsAction", mine, {});
  const living = await query(app, `SELECT 1 FROM "Session" WHERE id = $1 AND "revokedAt" IS NULL`, [
    theirs[0]?.id,
  ]);
  expect(living).toHaveLength(1);
  const anonymous = { state: "anonymous", cookies: "" };
  for (const name of ["endSessionAction", "endOtherSessionsAction", "updateProfileAction"]) {
    const answer = await replay(app, name, anonymous, { session: theirs[0]?.id ?? "", name: "x" });
    expect(answer.status, name).toBeLessThan(500);
  }
  const [session] = await query<{ name: string | null }>(
    app,
    `SELECT u.name FROM "Session" s JOIN "User" u ON u.id = s."userId" WHERE s.id = $1 AND "revokedAt" IS NULL`,
    [theirs[0]?.id],
  );
  expect(session).toEqual({ name: null });
});

test("signing out another device also revokes its trust", async ({ page, otherBrowser, user }) => {
  await openSignedIn(page, user);
  const { app } = await turnOnApp(page);
  await signIn(otherBrowser, user.address, user.password);
  await otherBrowser.getByLabel("Trust this device for 30 days").check();
  await submitFactor(otherBrowser, "Authenticator code", await app.code());
  await expectSignedIn(otherBrowser, user.address);
  await signOut(otherBrowser);
  await openSignedIn(otherBrowser, user);
  await page.goto("/account");
  await other(page).getByRole("button", { name: "Sign out", exact: true }).click();
  await expect(devices(page)).toHaveCount(1);
  await signIn(otherBrowser, user.address, user.password);
  await expect(secondStep(otherBrowser)).toBeVisible();
});

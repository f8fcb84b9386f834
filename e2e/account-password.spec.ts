import type { Page } from "@playwright/test";
import { NativeClient, signedInApp } from "./api";
import { outdateProofs, query, userIdOf } from "./database";
import { expect, test } from "./fixtures";
import { expectSignedIn, NEW_PASSWORD, openSignedIn, sessionToken, signIn, submitCode } from "./steps";
import { submitFactor, turnOnApp } from "./two-step";

async function typeNew(page: Page, password: string, again = password): Promise<void> {
  await page.getByLabel("New password", { exact: true }).fill(password);
  await page.getByLabel("Confirm new password").fill(again);
}

async function change(page: Page, current: string, password: string, again = password): Promise<void> {
  await page.getByLabel("Current password").fill(current);
  await typeNew(page, password, again);
  await page.getByRole("button", { name: "Change password" }).click();
}

const set = (page: Page) => page.getByRole("button", { name: "Set password" }).click();
const done = (page: Page) => expect(page.getByText("Password changed.")).toBeVisible();

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("changes the password with the current one, signs out other devices, and sends a notice", async ({
      page,
      otherBrowser,
      user,
      inbox,
    }) => {
      await openSignedIn(otherBrowser, user);
      await openSignedIn(page, user);
      const before = await sessionToken(page);
      await page.goto("/account");
      await expect(page.getByLabel("Sign out of all other devices")).toBeChecked();
      await change(page, user.password, NEW_PASSWORD);
      await done(page);
      expect(await sessionToken(page)).not.toBe(before);
      await inbox.withSubject(user.address, "Your Latchkey password was changed");
      await otherBrowser.goto("/dashboard");
      await expect(otherBrowser).toHaveURL(/\/sign-in/);
      await signIn(otherBrowser, user.address, user.password);
      await expect(otherBrowser.getByText("Incorrect email, phone number or password")).toBeVisible();
      await signIn(otherBrowser, user.address, NEW_PASSWORD);
      await expectSignedIn(otherBrowser, user.address);
    });

    test("shows each error at its field", async ({ page, user }) => {
      await openSignedIn(page, user);
      await page.goto("/account");
      const wrong = async (label: string, words: string) => {
        await expect(page.getByText(words)).toBeVisible();
        await expect(page.getByLabel(label, { exact: true })).toHaveAttribute("aria-invalid", "true");
      };
      await change(page, "not the password at all", NEW_PASSWORD);
      await wrong("Current password", "Incorrect password. Try again.");
      await expect(page, "it is seen where it stands").toHaveURL(
        javaScriptEnabled ? "/account" : "/account#password",
      );
      await change(page, user.password, NEW_PASSWORD, "something else entirely");
      await wrong("Confirm new password", "The passwords don't match");
      await change(page, user.password, "plum kettle");
      await wrong("New password", "Use at least 15 characters");
      await change(page, user.password, user.password);
      await wrong("New password", "This is already your password");
      await change(page, "", NEW_PASSWORD);
      await wrong("Current password", "This field is required");
    });
  });
}

test("shows the reason for rejecting a new password once, until the password is edited", async ({
  page,
  user,
}) => {
  const reason = page.getByText("A repeated pattern is easy to guess");
  await openSignedIn(page, user);
  await page.goto("/account");
  await change(page, user.password, "abcabcabcabcabcabc");
  await expect(page.getByText("This field is required")).toHaveCount(0);
  const field = page.getByLabel("New password", { exact: true });
  await expect(field).toHaveAttribute("aria-invalid", "true");
  await expect(reason).toHaveCount(1);
  await field.fill(NEW_PASSWORD);
  await expect(page.getByText("Excellent.")).toBeVisible();
  await expect(reason).toHaveCount(0);
  await expect(field).not.toHaveAttribute("aria-invalid");
});

test("keeps other devices signed in if the user clears the checkbox", async ({
  page,
  otherBrowser,
  user,
}) => {
  await openSignedIn(otherBrowser, user);
  await openSignedIn(page, user);
  await page.goto("/account");
  await page.getByLabel("Sign out of all other devices").uncheck();
  await change(page, user.password, NEW_PASSWORD);
  await done(page);
  await otherBrowser.goto("/dashboard");
  await expect(otherBrowser.getByRole("heading", { name: "Dashboard" })).toBeVisible();
});

test("@server @sql without the current password and recent authentication, sets a new password after a code", async ({
  app,
  page,
  user,
  inbox,
}) => {
  await openSignedIn(page, user);
  await outdateProofs(app, user.address);
  await page.goto("/account");
  await page.getByRole("link", { name: "Verify another way" }).click();
  await expect(page.getByRole("heading", { name: "Verify it's you" })).toBeVisible();
  await page.getByRole("button", { name: "Send me a code instead" }).click();
  await submitCode(page, await inbox.code(user.address));
  await typeNew(page, NEW_PASSWORD);
  await outdateProofs(app, user.address);
  await set(page);
  await expect(page.getByRole("heading", { name: "Verify it's you" })).toBeVisible();
  await page.getByLabel("Password", { exact: true }).fill(user.password);
  await page.getByRole("button", { name: "Continue" }).click();
  await typeNew(page, NEW_PASSWORD);
  await set(page);
  await done(page);
});

test("@server @sql sets a first password after reauthentication", async ({ app, page, user, inbox }) => {
  await openSignedIn(page, user);
  await query(app, `UPDATE "User" SET "passwordHash" = NULL WHERE id = $1`, [
    await userIdOf(app, user.address),
  ]);
  await outdateProofs(app, user.address);
  await page.goto("/account");
  await page.getByRole("link", { name: "Set a password" }).click();
  await expect(page.getByRole("heading", { name: "Verify it's you" })).toBeVisible();
  await expect(page.getByLabel("Password", { exact: true })).toHaveCount(0);
  await page.getByRole("button", { name: "Send me a code" }).click();
  await submitCode(page, await inbox.code(user.address));
  await typeNew(page, NEW_PASSWORD);
  await set(page);
  await done(page);
  await page.getByRole("link", { name: "Back to your account" }).click();
  await expect(page.getByLabel("Current password")).toBeVisible();
});

test("@server @sql with a second factor, the current password alone is not enough, on the page and in the API", async ({
  app,
  page,
  user,
}) => {
  const client = await signedInApp(app, user);
  await openSignedIn(page, user);
  const { app: authenticator } = await turnOnApp(page);
  await outdateProofs(app, user.address);
  await page.goto("/account");
  await expect(page.getByLabel("Current password")).toHaveCount(0);
  await page.getByRole("link", { name: "Change password" }).click();
  await submitFactor(page, "Authenticator code", await authenticator.code());
  await typeNew(page, NEW_PASSWORD);
  await set(page);
  await done(page);

  expect((await client.get("/me")).status).toBe(401);
  const again = new NativeClient(app);
  const attempt = await again.ok("/sign-ins", { identifier: user.address, password: NEW_PASSWORD });
  const code = await authenticator.code();
  await again.ok(`/sign-ins/${attempt.id}/attempt-second-factor`, { strategy: "totp", code });
  await outdateProofs(app, user.address);
  const sent = { currentPassword: NEW_PASSWORD, newPassword: "violet harbour seven kites" };
  expect((await again.post("/me/password", sent)).codes).toEqual(["fresh_proof_required"]);
});

test("@server redirects password managers to the password section of the account page", async ({
  app,
  page,
  user,
}) => {
  const answer = await fetch(`${app.url}/.well-known/change-password`, { redirect: "manual" });
  expect([answer.status, answer.headers.get("location")]).toEqual([303, "/account#password"]);
  await openSignedIn(page, user);
  await page.goto("/.well-known/change-password");
  await expect(page).toHaveURL("/account#password");
  await expect(page.locator("#password")).toBeInViewport();
});

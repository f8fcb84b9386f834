import { expect, test } from "./fixtures";
import {
  expectSignedIn,
  NEW_PASSWORD,
  openSignedIn,
  requestPasswordReset,
  resetPassword,
  signIn,
  signOut,
  submitNewPassword,
  submitReset,
  wrongCode,
} from "./steps";

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("resets a forgotten password by code and signs in", async ({ page, user, inbox }) => {
      await page.goto("/sign-in");
      await page.getByRole("link", { name: "Forgot password?" }).click();
      await expect(page.getByRole("heading", { name: "Forgot your password?" })).toBeVisible();
      await page.getByLabel("Email address or phone number").fill(user.address);
      await page.getByRole("button", { name: "Send reset instructions" }).click();
      await submitReset(page, await inbox.code(user.address));
      await expectSignedIn(page, user.address);

      await signOut(page);
      await signIn(page, user.address, user.password);
      await expect(page.getByText("Incorrect email, phone number or password")).toBeVisible();
      await signIn(page, user.address, NEW_PASSWORD);
      await expectSignedIn(page, user.address);
    });

    test("a reset revokes all other sessions immediately", async ({ page, otherBrowser, user, inbox }) => {
      await openSignedIn(otherBrowser, user);
      await resetPassword(page, inbox, user.address);
      await otherBrowser.goto("/dashboard");
      await expect(otherBrowser).toHaveURL(/\/sign-in\?redirect_url=%2Fdashboard$/);
    });

    test("a wrong code shows the attempts left, and the correct code still works", async ({
      page,
      user,
      inbox,
    }) => {
      await requestPasswordReset(page, user.address);
      const code = await inbox.code(user.address);
      await submitReset(page, wrongCode(code));
      await expect(page.getByText("4 attempts left")).toBeVisible();
      await submitReset(page, code);
      await expectSignedIn(page, user.address);
    });

    test("a rejected password consumes neither the code nor an attempt", async ({ page, user, inbox }) => {
      await requestPasswordReset(page, user.address);
      const code = await inbox.code(user.address);
      await submitReset(page, code, "too short");
      await expect(page.getByText("Use at least 15 characters")).toBeVisible();
      await expect(page.getByLabel("Verification code")).toHaveValue(code);
      await submitReset(page, code);
      await expectSignedIn(page, user.address);
    });

    test("five wrong codes end the attempt, also for the correct code", async ({ page, user, inbox }) => {
      await requestPasswordReset(page, user.address);
      const code = await inbox.code(user.address);
      for (const left of [4, 3, 2, 1]) {
        await submitReset(page, wrongCode(code));
        await expect(page.getByText(left === 1 ? "1 attempt left" : `${left} attempts left`)).toBeVisible();
      }
      await submitReset(page, wrongCode(code));
      await expect(
        page.getByText(/Too many incorrect codes|This password reset has expired/).first(),
      ).toBeVisible();
      await page.reload();
      await expect(page.getByRole("heading", { name: "This password reset has expired" })).toBeVisible();
    });
  });
}

test("rejects the current password only after the code is verified", async ({ page, user, inbox }) => {
  await requestPasswordReset(page, user.address);
  const code = await inbox.code(user.address);
  await submitReset(page, wrongCode(code), user.password);
  await expect(page.getByText("4 attempts left")).toBeVisible();
  await submitReset(page, code, user.password);
  await expect(page.getByText("This is already your password")).toBeVisible();
  await page.reload();
  await expect(page.getByRole("heading", { name: "Choose a new password" })).toBeVisible();
  await submitNewPassword(page, NEW_PASSWORD);
  await expectSignedIn(page, user.address);
});

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

    test("a user who forgot their password gets a code, sets a new one and is signed in", async ({
      page,
      user,
      inbox,
    }) => {
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

    test("every other session is dead on its very next request", async ({
      page,
      otherBrowser,
      user,
      inbox,
    }) => {
      await openSignedIn(otherBrowser, user);
      await resetPassword(page, inbox, user.address);
      await otherBrowser.goto("/dashboard");
      await expect(otherBrowser).toHaveURL(/\/sign-in\?redirect_url=%2Fdashboard$/);
    });

    test("a wrong code says how many tries are left, and the right one still works", async ({
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

    test("a refused password costs neither the code nor a try", async ({ page, user, inbox }) => {
      await requestPasswordReset(page, user.address);
      const code = await inbox.code(user.address);
      await submitReset(page, code, "too short");
      await expect(page.getByText("Use at least 15 characters")).toBeVisible();
      await expect(page.getByLabel("Verification code")).toHaveValue(code);
      await submitReset(page, code);
      await expectSignedIn(page, user.address);
    });

    test("five wrong codes end the attempt, even for the right one", async ({ page, user, inbox }) => {
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

test("the current password is refused only after the code was right", async ({ page, user, inbox }) => {
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

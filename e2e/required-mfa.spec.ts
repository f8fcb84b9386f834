import { expect, test } from "./fixtures";
import { Device, signInByPasskey } from "./passkey";
import { clickAndConfirm, expectSignedIn, sessionToken, signIn, signOut, signUp, submitCode } from "./steps";
import { proveApp, shownBackupCodes, submitFactor } from "./two-step";

test.describe.configure({ mode: "default" });
test.use({ settings: { REQUIRE_MFA: "true" } });

const ON_THE_TASK = /\/session-tasks\/setup-mfa/;

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "@server with JavaScript" : "@server without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("a user without a second factor sets one up and is redirected to the requested page", async ({
      page,
      user,
    }) => {
      await page.goto("/dashboard");
      await page.getByLabel("Email address or phone number").fill(user.address);
      await page.getByLabel("Password", { exact: true }).fill(user.password);
      await page.getByRole("button", { name: "Sign in" }).click();
      await expect(page).toHaveURL("/session-tasks/setup-mfa?redirect_url=%2Fdashboard");
      for (const path of [
        "/",
        "/account",
        "/account/two-step",
        "/sign-in",
        "/session-tasks/reset-password",
      ]) {
        await page.goto(path);
        await expect(page).toHaveURL(ON_THE_TASK);
      }
      await page.goto("/session-tasks/setup-mfa?redirect_url=%2Fdashboard");
      const before = await sessionToken(page);
      await page.getByRole("button", { name: "Authenticator app" }).click();
      const { app } = await proveApp(page);
      expect(await sessionToken(page)).not.toBe(before);
      await page.getByRole("link", { name: "I have saved them" }).click();
      await expect(page.getByRole("heading", { name: "Dashboard" })).toBeVisible();
      await page.goto("/session-tasks/setup-mfa");
      await expect(page).toHaveURL("/");
      await signOut(page);
      await signIn(page, user.address, user.password);
      await submitFactor(page, "Authenticator code", await app.code());
      await expectSignedIn(page, user.address);
    });

    test("signing out is always possible", async ({ page, user }) => {
      await signIn(page, user.address, user.password);
      await expect(page).toHaveURL(ON_THE_TASK);
      await signOut(page);
    });
  });
}

test("@server a passkey completes the task and shows its backup codes", async ({ page, user }) => {
  const device = await Device.of(page);
  await signIn(page, user.address, user.password);
  await page.getByRole("link", { name: "Passkey" }).click();
  await device.present(true);
  await page.getByRole("button", { name: "Add a passkey" }).click();
  await shownBackupCodes(page);
  await page.getByRole("link", { name: "I have saved them" }).click();
  await expectSignedIn(page, user.address);
  await signOut(page);
  await signInByPasskey(page, device);
  await expectSignedIn(page, user.address);
});

test("@server a new user sets up a second factor right after the sign-up", async ({ page, inbox }) => {
  const address = "needs-two@newcomers.example";
  await signUp(page, address, "code");
  await submitCode(page, await inbox.code(address));
  await expect(page).toHaveURL(ON_THE_TASK);
  await page.getByRole("button", { name: "Authenticator app" }).click();
  await proveApp(page);
  await page.getByRole("link", { name: "I have saved them" }).click();
  await expectSignedIn(page, address);
});

test("@server @texts SMS codes complete the task too", async ({ page, user, inbox }) => {
  await signIn(page, user.address, user.password);
  await page.getByRole("button", { name: "Authenticator app" }).click();
  await page.getByRole("link", { name: "Choose another method" }).click();
  await page.getByRole("button", { name: `Text message to ${user.phone}` }).click();
  await page.getByLabel("Verification code").fill(await inbox.code(user.phone));
  await page.getByRole("button", { name: "Confirm" }).click();
  await page.getByRole("link", { name: "I have saved them" }).click();
  await expectSignedIn(page, user.address);
});

test("@server removing the last factor makes the task pending again immediately", async ({ page, user }) => {
  await signIn(page, user.address, user.password);
  await page.getByRole("button", { name: "Authenticator app" }).click();
  await proveApp(page);
  await page.getByRole("link", { name: "I have saved them" }).click();
  await page.goto("/account/two-step");
  await clickAndConfirm(page.getByRole("button", { name: "Remove authenticator app" }), "Remove app");
  await expect(page).toHaveURL(ON_THE_TASK);
});

test("@server a second factor that is set up in another browser does not complete the task of a pending session", async ({
  page,
  user,
  otherBrowser,
}) => {
  await signIn(otherBrowser, user.address, user.password);
  await expect(otherBrowser).toHaveURL(ON_THE_TASK);
  await signIn(page, user.address, user.password);
  await page.getByRole("button", { name: "Authenticator app" }).click();
  await proveApp(page);
  await otherBrowser.goto("/dashboard");
  await expect(otherBrowser).toHaveURL(/\/sign-in/);
});

/** The hard cases of signing in, each from beginning to end. */
import { markCompromised } from "./database";
import { expect, test } from "./fixtures";
import {
  expectSignedIn,
  NEW_PASSWORD,
  openSignedIn,
  requestPasswordReset,
  signIn,
  signOut,
  signUp,
  submitCode,
  submitNewPassword,
  submitReset,
} from "./steps";
import { secondStep, submitFactor, turnOnApp } from "./two-step";

const TASK = /\/session-tasks\/reset-password/;

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "@server with JavaScript" : "@server without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("a forgotten password: code by email, new password, signed in", async ({ page, user, inbox }) => {
      await page.goto("/sign-in");
      await page.getByRole("link", { name: "Forgot password?" }).click();
      await page.getByLabel("Email address or phone number").fill(user.address);
      await page.getByRole("button", { name: "Send reset instructions" }).click();
      await submitReset(page, await inbox.code(user.address));
      await expect(page).toHaveURL("/");
      await expectSignedIn(page, user.address);
    });

    test("@texts a forgotten password: code by SMS, new password, signed in", async ({
      page,
      user,
      inbox,
    }) => {
      await requestPasswordReset(page, user.phone);
      await submitReset(page, await inbox.code(user.phone));
      await expect(page).toHaveURL("/");
      await expectSignedIn(page, user.address);
    });

    test("a forgotten password with a second factor: the new password alone does not sign in", async ({
      page,
      user,
      inbox,
    }) => {
      await openSignedIn(page, user);
      const { app } = await turnOnApp(page);
      await page.goto("/");
      await signOut(page);
      await requestPasswordReset(page, user.address);
      await submitReset(page, await inbox.code(user.address));
      await expect(secondStep(page)).toBeVisible();
      await submitFactor(page, "Authenticator code", await app.code());
      await expectSignedIn(page, user.address);
    });

    test("@sql a password marked as compromised: another method, a pending session, a new password", async ({
      app,
      page,
      user,
      inbox,
      context,
    }) => {
      await markCompromised(app, user.address);
      await signIn(page, user.address, user.password);
      await expect(page.getByText("Your password may be compromised")).toBeVisible();
      await page.getByRole("button", { name: /^Email code to/ }).click();
      await submitCode(page, await inbox.code(user.address));
      await expect(page).toHaveURL(TASK);

      // The tab is closed halfway. Every page that is opened later redirects to the task.
      const later = await context.newPage();
      for (const path of ["/", "/dashboard", "/account", "/sign-in"]) {
        await later.goto(path);
        await expect(later).toHaveURL(TASK);
      }
      await later.goto("/account");
      await submitNewPassword(later, NEW_PASSWORD);
      await expect(later).toHaveURL("/account");

      // The other tab still shows the form. Submitting it redirects and does not change the password.
      await submitNewPassword(page, "violet kites circle northward");
      await expect(page).not.toHaveURL(TASK);
      await later.goto("/");
      await signOut(later);
      await signIn(later, user.address, NEW_PASSWORD);
      await expectSignedIn(later, user.address);
    });
  });
}

test.describe("rejects a leaked password wherever one is chosen, and accepts another one", () => {
  test.afterEach(({ breachService }) => breachService.forget());
  const leaked = "amber foxes draw seven maps";

  test("@server in a sign-up", async ({ page, breachService, inbox }) => {
    breachService.leak(leaked);
    const address = "careful@newcomers.example";
    await page.goto("/sign-up");
    await page.getByLabel("Email address").fill(address);
    await page.getByLabel("Password", { exact: true }).fill(leaked);
    await page.getByRole("button", { name: "Sign up" }).click();
    await expect(page.getByText("appears in a list of leaked or common passwords")).toBeVisible();
    await expect(page.getByLabel("Email address")).toHaveValue(address);
    await signUp(page, address, "code");
    await submitCode(page, await inbox.code(address));
    await expectSignedIn(page, address);
  });

  test("@server @sql in the task of a pending session", async ({ app, page, user, breachService }) => {
    breachService.leak(leaked);
    await signIn(page, user.address, user.password);
    await expectSignedIn(page, user.address);
    await markCompromised(app, user.address);
    await page.goto("/dashboard");
    await submitNewPassword(page, leaked);
    await expect(page.getByText("appears in a list of leaked or common passwords")).toBeVisible();
    await submitNewPassword(page, NEW_PASSWORD);
    await expect(page.getByRole("heading", { name: "Dashboard" })).toBeVisible();
  });
});

import { NativeClient, signedInApp } from "./api";
import { hasChangedPassword, query } from "./database";
import { expect, test } from "./fixtures";
import { confirmHere, NEW_PASSWORD, openSignedIn, signIn, submitNewPassword } from "./steps";
import { secondStep, submitFactor, turnOnApp } from "./two-step";
import { pagePaths, signedIn } from "./visitor";

test.describe.configure({ mode: "default" });
test.use({ settings: { RESEND_COOLDOWN_SECONDS: "0" } });

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("@server a sign-in link with the redirect URL /reset-password ends with a new password", async ({
      page,
      app,
      user,
      inbox,
    }) => {
      await page.goto("/sign-in");
      await page.request.post("/api/v1/sign-ins", {
        headers: { Origin: app.url },
        data: { identifier: user.address, strategy: "email_link", redirectUrl: "/reset-password" },
      });
      await confirmHere(page, await inbox.link(user.address));
      await expect(page).toHaveURL("/account/password");
      await page.getByLabel("New password", { exact: true }).fill(NEW_PASSWORD);
      await page.getByLabel("Confirm new password").fill(NEW_PASSWORD);
      await page.getByRole("button", { name: "Set password" }).click();
      await expect(page.getByText("Password changed.")).toBeVisible();
    });

    test("@server an access token for /reset-password is removed from the address bar and sets a password once", async ({
      page,
      app,
      user,
      inbox,
    }) => {
      const asked = { email: user.address, redirectUrl: "/reset-password" };
      await new NativeClient(app).ok("/password-reset/email", asked);
      const link = await inbox.link(user.address);
      expect(link).toContain("/reset-password?access_token=");
      await page.goto(link);
      await expect(page).toHaveURL("/reset-password/link");
      await submitNewPassword(page, "too short");
      await expect(page.getByText("Use at least 15 characters")).toBeVisible();
      await submitNewPassword(page, NEW_PASSWORD);
      await expect(page).toHaveURL("/sign-in?reset=done");
      await openSignedIn(page, { ...user, password: NEW_PASSWORD });

      await page.goto(link);
      await expect(page.getByRole("heading", { name: "This link has already been used" })).toBeVisible();
      await expect(page.getByLabel("New password", { exact: true })).toHaveCount(0);
      await expect(page).toHaveURL("/reset-password/link");
    });

    test("@server @sql of two reset links in two tabs, each form changes the password of its own user", async ({
      page,
      app,
      createNextUser,
      inbox,
    }) => {
      const [first, second] = [createNextUser(), createNextUser()];
      const tabs = [page, await page.context().newPage()] as const;
      for (const [nth, { address: email }] of [first, second].entries()) {
        await new NativeClient(app).ok("/password-reset/email", { email, redirectUrl: "/reset-password" });
        await tabs[nth]?.goto(await inbox.link(email));
      }
      await expect(tabs[0].getByText(first.address)).toBeVisible();
      await expect(tabs[1].getByText(second.address)).toBeVisible();
      await submitNewPassword(tabs[0], NEW_PASSWORD);
      await expect(tabs[0]).toHaveURL("/sign-in?reset=done");
      await signedInApp(app, { ...first, password: NEW_PASSWORD });
      expect(await hasChangedPassword(app, second.address)).toBe(false);
      await submitNewPassword(tabs[1], "another harbour, eight kites");
      await expect(tabs[1]).toHaveURL("/sign-in?reset=done");
      await signedInApp(app, { ...second, password: "another harbour, eight kites" });
    });

    test("@server a reset by link requires the second factor first", async ({
      page,
      app,
      user,
      inbox,
      otherBrowser,
    }) => {
      await openSignedIn(otherBrowser, user);
      const { backupCodes } = await turnOnApp(otherBrowser);
      const asked = { email: user.address, redirectUrl: "/reset-password" };
      await new NativeClient(app).ok("/password-reset/email", asked);
      await page.goto(await inbox.link(user.address));
      await submitNewPassword(page, NEW_PASSWORD);
      await expect(secondStep(page)).toBeVisible();
      await expect(page.getByText("Your new password takes effect after this step.")).toBeVisible();
      await otherBrowser.goto("/dashboard");
      await expect(otherBrowser.getByRole("heading", { name: "Dashboard" })).toBeVisible();
      await page.getByRole("link", { name: "Use a backup code" }).click();
      await submitFactor(page, "Backup code", backupCodes[0] ?? "");
      await expect(page).toHaveURL("/sign-in?reset=done");
      await otherBrowser.goto("/dashboard");
      await expect(otherBrowser).toHaveURL(/\/sign-in\?/);
      await signIn(page, user.address, NEW_PASSWORD);
      await expect(secondStep(page)).toBeVisible();
    });
  });
}

test("@server @sql shows an invalid or expired link on arrival, and opening a link does not consume it", async ({
  page,
  app,
  user,
  inbox,
}) => {
  const heading = (name: string) => page.getByRole("heading", { name });
  for (const token of ["x", "x".repeat(43), ""]) {
    await page.goto(`/reset-password?access_token=${token}&action=reset-pwd`);
    await expect(page).toHaveURL("/reset-password/link");
    await expect(heading("This link doesn't work")).toBeVisible();
  }
  const asked = { email: user.address, redirectUrl: "/reset-password" };
  await new NativeClient(app).ok("/password-reset/email", asked);
  const link = await inbox.link(user.address);
  for (const method of ["HEAD", "GET", "HEAD"]) await fetch(link, { method });
  for (let nth = 0; nth < 2; nth++) {
    await page.goto(link);
    await expect(heading("Choose a new password")).toBeVisible();
    await expect(page.getByText(user.address)).toBeVisible();
  }
  await query(app, `UPDATE "Link" SET "expiresAt" = now() WHERE "isAccessToken"`);
  await page.goto(link);
  await expect(heading("This link has expired")).toBeVisible();
});

test("@server an access token is removed from the URL of every path, signed in or not", async ({
  app,
  user,
}) => {
  const active = (await signedIn(app, user)).cookies;
  for (const cookies of ["", active]) {
    for (const path of [...pagePaths(), "/no-such-page", "/api/v1/client", "/.well-known/change-password"]) {
      for (const method of ["GET", "HEAD"]) {
        const answer = await fetch(`${app.url}${path}?a=1&access_token=SECRET&b=2`, {
          method,
          redirect: "manual",
          headers: { cookie: cookies },
        });
        expect([answer.status, answer.headers.get("referrer-policy")], path).toEqual([303, "no-referrer"]);
        const target = answer.headers.get("location") ?? "";
        expect(target, path).toMatch(/\?a=1&b=2$/);
        expect(target, path).not.toContain("SECRET");
        const kept = path === "/reset-password" ? 1 : 0;
        expect(
          answer.headers.getSetCookie().filter((set) => set.includes("SECRET")),
          path,
        ).toHaveLength(kept);
      }
    }
  }
  expect(app.log).not.toContain("SECRET");
});

test("@server without a link the reset page shows that there is none", async ({ page }) => {
  await page.goto("/reset-password/link");
  await expect(page.getByRole("heading", { name: "available in this browser" })).toBeVisible();
});

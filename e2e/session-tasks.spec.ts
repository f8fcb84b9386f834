import { markCompromised } from "./database";
import { expect, test } from "./fixtures";
import {
  expectSignedIn,
  NEW_PASSWORD,
  openSignedIn,
  sessionToken,
  signIn,
  signOut,
  submitNewPassword,
} from "./steps";

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "@server with JavaScript" : "@server without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("@sql an open session becomes pending when the password is marked as compromised, until the task is completed", async ({
      app,
      page,
      user,
    }) => {
      await openSignedIn(page, user);
      await markCompromised(app, user.address);
      await page.goto("/dashboard");
      await expect(page.getByRole("heading", { name: "Choose a new password" })).toBeVisible();
      for (const path of ["/", "/sign-in", "/dashboard"]) {
        await page.goto(path);
        await expect(page).toHaveURL(/\/session-tasks\/reset-password/);
      }
      const session = await page.request.get("/api/auth/session").then((answer) => answer.json());
      expect(session.user).toBeUndefined();

      await page.goto("/dashboard");
      const before = await sessionToken(page);
      await submitNewPassword(page, user.password);
      await expect(page.getByText("This is already your password")).toBeVisible();
      await submitNewPassword(page, NEW_PASSWORD);
      await expect(page.getByRole("heading", { name: "Dashboard" })).toBeVisible();
      const after = await sessionToken(page);
      expect(after).not.toBe(before);
      await page.goto("/session-tasks/reset-password");
      await expect(page).toHaveURL("/");
      await signOut(page);
      await signIn(page, user.address, NEW_PASSWORD);
      await expectSignedIn(page, user.address);
    });
  });
}

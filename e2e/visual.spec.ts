import { arriveAsAdmin } from "./admin/administrators";
import { markCompromised } from "./database";
import { expect, test } from "./fixtures";
import { expectLayout } from "./layout";
import { createOrganization } from "./organizations/organization-steps";
import { isRecordingBrowser, keepRecordingBrowser } from "./recording-browser";
import { expectPictures } from "./screenshot";
import { askForSignInLink, identify, openSignedIn, reloadUntilVisible, requestPasswordReset } from "./steps";

for (const [look, expectLook] of [
  ["looks as recorded", expectPictures],
  ["is laid out soundly", expectLayout],
] as const) {
  test.describe(look, () => {
    test.beforeEach(async ({ browser }, { config }) => {
      if (expectLook !== expectPictures) return;
      const isRecording = ["all", "changed"].includes(config.updateSnapshots);
      if (isRecording) return keepRecordingBrowser(browser);
      const reason =
        "Another browser build or other fonts drew the recorded screenshots: see docs/testing.md.";
      test.skip(!(await isRecordingBrowser(browser)), reason);
    });

    test("@server public pages", async ({ page }) => {
      for (const name of ["sign-in", "sign-up", "forgot-password"]) {
        await page.goto(`/${name}`);
        await expectLook(page, name);
      }
    });

    test("@server each step of signing in", async ({ page, user, createNextUser }) => {
      await identify(page, user.phone);
      await expect(page.getByRole("heading", { name: "Choose how to" })).toBeVisible();
      await expectLook(page, "choice-of-methods");
      await askForSignInLink(page, user.address);
      await reloadUntilVisible(page.getByText("Message sent."));
      await expectLook(page, "waiting-for-a-link");
      await requestPasswordReset(page, createNextUser().address);
      await reloadUntilVisible(page.getByText("Message sent."));
      await expectLook(page, "reset-password");
    });

    test("@server @sql a task", async ({ app, page, user }) => {
      await openSignedIn(page, user);
      await markCompromised(app, user.address);
      await page.goto("/dashboard");
      await expect(page).toHaveURL(/\/session-tasks\/reset-password/);
      await expectLook(page, "task-reset-password");
    });

    test("@server the account", async ({ page, user }) => {
      await openSignedIn(page, user);
      await page.goto("/account");
      await expectLook(page, "account");
    });

    test("@server @organizations an organization", async ({ page, user }) => {
      await openSignedIn(page, user);
      await createOrganization(page, "Lanterns & Sons");
      await expectLook(page, "organization");
    });

    test("@server @sql @administration the list of users", async ({ app, page, user }) => {
      await arriveAsAdmin(app, page, user);
      await page.goto("/admin/users?query=unknown-has-this");
      await expectLook(page, "admin-users");
    });
  });
}

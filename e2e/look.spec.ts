import { arriveAsAdmin } from "./administrators";
import { markCompromised } from "./database";
import { expect, test } from "./fixtures";
import { expectLayout } from "./layout";
import { expectPictures } from "./look";
import { createOrganization } from "./organization-steps";
import { isRecordingBrowser, keepRecordingBrowser } from "./recording-browser";
import { arrive, askForReset, askForSignInLink, identify, reloadUntilVisible } from "./steps";

for (const [look, expectLook] of [
  ["looks as recorded", expectPictures],
  ["is laid out soundly", expectLayout],
] as const) {
  test.describe(look, () => {
    test.beforeEach(async ({ browser }, { config }) => {
      if (expectLook !== expectPictures) return;
      const isRecording = ["all", "changed"].includes(config.updateSnapshots);
      if (isRecording) return keepRecordingBrowser(browser);
      const reason = "Another browser build or other fonts drew the kept pictures: see docs/testing.md.";
      test.skip(!(await isRecordingBrowser(browser)), reason);
    });

    test("@server what is shown to everyone", async ({ page }) => {
      for (const name of ["sign-in", "sign-up", "forgot-password"]) {
        await page.goto(`/${name}`);
        await expectLook(page, name);
      }
    });

    test("@server each step of signing in", async ({ page, person, nextPerson }) => {
      await identify(page, person.phone);
      await expect(page.getByRole("heading", { name: "Choose how to" })).toBeVisible();
      await expectLook(page, "choice-of-methods");
      await askForSignInLink(page, person.address);
      await reloadUntilVisible(page.getByText("Message sent."));
      await expectLook(page, "waiting-for-a-link");
      await askForReset(page, nextPerson().address);
      await reloadUntilVisible(page.getByText("Message sent."));
      await expectLook(page, "reset-password");
    });

    test("@server @sql a task", async ({ app, page, person }) => {
      await arrive(page, person);
      await markCompromised(app, person.address);
      await page.goto("/dashboard");
      await expect(page).toHaveURL(/\/session-tasks\/reset-password/);
      await expectLook(page, "task-reset-password");
    });

    test("@server the account", async ({ page, person }) => {
      await arrive(page, person);
      await page.goto("/account");
      await expectLook(page, "account");
    });

    test("@server @organizations an organization", async ({ page, person }) => {
      await arrive(page, person);
      await createOrganization(page, "Lanterns & Sons");
      await expectLook(page, "organization");
    });

    test("@server @sql @administration the list of users", async ({ app, page, person }) => {
      await arriveAsAdmin(app, page, person);
      await page.goto("/admin/users?query=nobody-has-this");
      await expectLook(page, "admin-users");
    });
  });
}

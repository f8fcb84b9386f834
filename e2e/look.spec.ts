import { arriveAsAdmin } from "./administrators";
import { markCompromised } from "./database";
import { expect, test } from "./fixtures";
import { expectLook } from "./look";
import { createOrganization } from "./organization-steps";
import { arrive, askForReset, askForSignInLink, identify } from "./steps";

// What is kept was drawn by Chromium on Linux; elsewhere text is drawn a little differently.
test.skip(process.platform !== "linux", "The pictures that pages are compared with were taken on Linux.");

test("@server what anybody can see looks as it did", async ({ page }) => {
  for (const [name, path] of [
    ["sign-in", "/sign-in"],
    ["sign-up", "/sign-up"],
    ["forgot-password", "/forgot-password"],
  ] as const) {
    await page.goto(path);
    await expectLook(page, name);
  }
});

test("@server the way in looks as it did", async ({ page, person, nextPerson }) => {
  await identify(page, person.phone);
  await expect(page.getByRole("heading", { name: "How would you like" })).toBeVisible();
  await expectLook(page, "choice-of-methods");
  await askForSignInLink(page, person.address);
  await expect(page.getByText("It has been sent.")).toBeVisible();
  await expectLook(page, "waiting-for-a-link");
  await askForReset(page, nextPerson().address);
  await expect(page.getByText("It has been sent.")).toBeVisible();
  await expectLook(page, "reset-password");
});

test("@server @sql a task looks as it did", async ({ app, page, person }) => {
  await arrive(page, person);
  await markCompromised(app, person.address);
  await page.goto("/dashboard");
  await expect(page).toHaveURL(/\/session-tasks\/reset-password/);
  await expectLook(page, "task-reset-password");
});

test("@server the account looks as it did", async ({ page, person }) => {
  await arrive(page, person);
  await page.goto("/account");
  await expectLook(page, "account");
});

test("@server @organizations an organization looks as it did", async ({ page, person }) => {
  await arrive(page, person);
  await createOrganization(page, "Lanterns & Sons");
  await expectLook(page, "organization");
});

test("@server @sql @administration the page of a user looks as it did to administrators", async ({
  app,
  page,
  person,
}) => {
  await arriveAsAdmin(app, page, person);
  await page.goto("/admin/users?query=nobody-has-this");
  await expectLook(page, "admin-users");
});

import type { Page } from "@playwright/test";
import { DEMO_PASSWORD } from "@/lib/factors/password/demo-password";
import { outdateProofs, query, userIdOf } from "../database";
import { expect, test } from "../fixtures";
import {
  clickAndConfirm,
  expectSignedIn,
  NEW_PASSWORD,
  openSignedIn,
  signIn,
  signOut,
  submitReset,
} from "../steps";
import { turnOnApp } from "../two-step";
import { replay, signedIn } from "../visitor";
import { actsOf, arriveAsAdmin, openUser } from "./administrators";

const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });

const press = (page: Page, name: string) => button(page, name).click();

const ADMIN = { address: "admin@example.com", password: DEMO_PASSWORD };

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("an admin marks a password as compromised, locks, unlocks and deletes a user", async ({
      page,
      otherBrowser,
      user: person,
    }) => {
      await openSignedIn(otherBrowser, person);
      await openSignedIn(page, ADMIN);
      await page.goto("/dashboard");
      await page.getByRole("link", { name: "Administration" }).click();
      await expect(page.getByRole("heading", { name: "Last 14 days" })).toBeVisible();
      await openUser(page, person.address);
      await clickAndConfirm(button(page, "Mark password compromised"), "Mark as compromised");
      await expect(page.getByText("Marked as compromised. It can't be used")).toBeVisible();
      await expect(page.getByText(`Password of ${person.address} marked as compromised.`)).toBeVisible();
      await otherBrowser.goto("/dashboard");
      await expect(otherBrowser).toHaveURL(/session-tasks\/reset-password/);
      await press(page, "Unmark password compromised");
      await expect(page.getByText("Set", { exact: true })).toBeVisible();
      await otherBrowser.goto("/dashboard");
      await expectSignedIn(otherBrowser, person.address);

      await clickAndConfirm(button(page, "Lock"), "Lock user");
      await expect(page.getByText("Locked. No sign-ins")).toBeVisible();
      await expect(page.getByText(`${person.address} locked and signed out everywhere.`)).toBeVisible();
      await otherBrowser.goto("/dashboard");
      await expect(otherBrowser).toHaveURL(/\/sign-in/);
      await press(page, "Unlock");
      await expect(page.getByText("Locking ends all sessions")).toBeVisible();
      await openSignedIn(otherBrowser, person);

      await page.reload();
      await clickAndConfirm(button(page, "Sign out everywhere"), "Sign out of all sessions");
      await expect(page.getByRole("button", { name: "Sign out everywhere" })).toHaveCount(0);
      await expect(page.getByText(`${person.address} signed out everywhere.`)).toBeVisible();
      await otherBrowser.goto("/dashboard");
      await expect(otherBrowser).toHaveURL(/\/sign-in/);

      await page.getByRole("link", { name: "Delete user" }).click();
      await page.getByLabel("Type “delete”").fill("no");
      await press(page, "Delete user");
      await expect(page.getByText("Type “delete” to confirm.")).toBeVisible();
      await page.getByLabel("Type “delete”").fill("delete");
      await press(page, "Delete user");
      await expect(page.getByRole("heading", { name: "Users" })).toBeVisible();
      await signIn(otherBrowser, person.address, person.password);
      await expect(otherBrowser.getByText("Incorrect email, phone number or password")).toBeVisible();
    });
  });
}

test("@server @sql a password reset that an admin starts can be completed only by the user", async ({
  app,
  page,
  otherBrowser,
  user: person,
  createNextUser,
  inbox,
}) => {
  const admin = createNextUser();
  await arriveAsAdmin(app, page, admin);
  await openUser(page, person.address);
  await press(page, "Start a password reset");
  await expect(page.getByText("Reset email sent.")).toBeVisible();
  const [asked] = await inbox.withSubject(person.address, "Choose a new Latchkey password");
  expect(asked?.code).toBeNull();
  expect(asked?.link).toBe(`${app.url}/forgot-password`);
  await press(page, "Start a password reset");
  await expect(page.getByText("Too many requests.")).toBeVisible();

  await otherBrowser.goto(asked?.link ?? "");
  await query(app, `DELETE FROM "RateLimit"`);
  await otherBrowser.getByLabel("Email address or phone number").fill(person.address);
  await otherBrowser.getByRole("button", { name: "Send reset instructions" }).click();
  const code = await inbox.code(person.address);
  await submitReset(otherBrowser, code);
  await expectSignedIn(otherBrowser, person.address);
  await page.goto("/admin/messages");
  await expect(page.getByText(`verification-code to ${person.address}`)).toBeVisible();
  expect(await page.content()).not.toContain(code);
  await signOut(otherBrowser);
  await signIn(otherBrowser, person.address, NEW_PASSWORD);
  await expectSignedIn(otherBrowser, person.address);
  expect(await actsOf(app, admin, await userIdOf(app, person.address))).toEqual([
    "user.password_reset_asked",
  ]);
});

test("@server @sql removing lost second factors revokes all sessions and sends a notice", async ({
  app,
  page,
  otherBrowser,
  user: person,
  createNextUser,
  inbox,
}) => {
  const admin = createNextUser();
  await openSignedIn(otherBrowser, person);
  await turnOnApp(otherBrowser);
  await arriveAsAdmin(app, page, admin);
  await openUser(page, person.address);
  await expect(page.getByText("Two-step", { exact: true })).toBeVisible();
  await clickAndConfirm(button(page, "Remove two-step verification"), "Turn off two-step verification");
  await expect(page.getByText("Off.", { exact: true })).toBeVisible();
  const [notice] = await inbox.withSubject(person.address, "Two-step verification was removed");
  expect(notice?.text).toContain("by an administrator on");
  expect(notice?.text).not.toContain("Chrom");
  await otherBrowser.goto("/dashboard");
  await expect(otherBrowser).toHaveURL(/\/sign-in/);
  await openSignedIn(otherBrowser, person);
  expect(await actsOf(app, admin, await userIdOf(app, person.address))).toEqual([
    "user.second_factor_removed",
  ]);
});

test("@server @sql requires reauthentication of an admin before irreversible actions, then redirects back", async ({
  app,
  page,
  user: person,
  createNextUser,
}) => {
  const admin = createNextUser();
  await arriveAsAdmin(app, page, admin);
  await openUser(page, person.address);
  await outdateProofs(app, admin.address);
  await clickAndConfirm(button(page, "Lock"), "Lock user");
  await expect(page.getByRole("heading", { name: "Verify it's you" })).toBeVisible();
  await page.getByLabel("Password", { exact: true }).fill(admin.password);
  await press(page, "Continue");
  await expect(page.getByRole("heading", { level: 1, name: person.address })).toBeVisible();
  await expect(page.getByText("Locking ends all sessions")).toBeVisible();
  await outdateProofs(app, admin.address);
  for (const path of [`${page.url()}/delete`, "/admin/webhooks/new"]) {
    await page.goto(path);
    await expect(page.getByRole("heading", { name: "Verify it's you" })).toBeVisible();
  }
});

test("@server @sql admins cannot lock or delete their own account or remove their own second factor", async ({
  app,
  page,
  user: person,
}) => {
  await arriveAsAdmin(app, page, person);
  await openUser(page, person.address);
  await expect(page.getByText("This is your own account")).toBeVisible();
  await expect(page.getByRole("button", { name: "Lock", exact: true })).toHaveCount(0);
  const visitor = await signedIn(app, person);
  const user = await userIdOf(app, person.address);
  for (const name of ["lockUserAction", "deleteUserAction", "removeSecondFactorAction"]) {
    const { text } = await replay(app, name, visitor, { user, confirmation: "delete" });
    expect(text, name).toContain("to your own account here");
  }
  expect(await actsOf(app, person, user)).toEqual([]);
});

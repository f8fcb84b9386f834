import type { Page } from "@playwright/test";
import { signedInApp } from "./api";
import { checkPage } from "./check-page";
import { outdateProofs, query, userIdOf } from "./database";
import { expect, test } from "./fixtures";
import { accept, createOrganization, invite, newName } from "./organizations/organization-steps";
import { readForm, sendForm } from "./raw-form";
import { expectSignedIn, openSignedIn, resetPassword, sessionToken, signIn } from "./steps";
import { replay, signedIn } from "./visitor";

async function deleteAccount(page: Page, word = "delete"): Promise<void> {
  await page.goto("/account");
  await page.getByRole("link", { name: "Delete account" }).last().click();
  await page.getByLabel("Type “delete”").fill(word);
  await page.getByRole("button", { name: "Delete account" }).click();
}

const goodbye = (page: Page) => expect(page.getByRole("heading", { name: "Goodbye" })).toBeVisible();

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("deletion revokes all sessions immediately, sends a notice, and is cancelled by signing in", async ({
      app,
      page,
      otherBrowser,
      user: person,
      inbox,
    }) => {
      const client = await signedInApp(app, person);
      await openSignedIn(otherBrowser, person);
      await openSignedIn(page, person);
      await deleteAccount(page, " Delete ");
      await goodbye(page);
      await expect(page.getByText("in 14 days")).toBeVisible();
      await otherBrowser.goto("/goodbye");
      await expect(otherBrowser).toHaveURL("/");
      expect(await sessionToken(page)).toBeUndefined();
      await otherBrowser.goto("/dashboard");
      await expect(otherBrowser).toHaveURL(/\/sign-in/);
      expect((await client.get("/session")).status).toBe(401);
      const [notice] = await inbox.withSubject(person.address, "Your Latchkey account will be deleted");
      expect(notice?.text).toContain("before then to keep your account");
      await page.getByRole("link", { name: "Sign in to keep your account" }).click();
      await signIn(page, person.address, person.password);
      await expectSignedIn(page, person.address);
      await inbox.withSubject(person.address, "Account deletion cancelled");
      await page.goto("/account/activity");
      await expect(page.getByText("Account deletion cancelled")).toBeVisible();
    });

    test("rejects a wrong confirmation word at its field and deletes nothing", async ({
      page,
      user: person,
    }) => {
      await openSignedIn(page, person);
      await deleteAccount(page, "remove");
      await expect(page.getByText("Type “delete” to confirm.")).toBeVisible();
      await expect(page.getByLabel("Type “delete”")).toHaveValue("remove");
      await page.getByRole("link", { name: "Cancel" }).click();
      await expect(page.getByRole("heading", { name: "Your account" })).toBeVisible();
    });
  });
}

test("a password reset also cancels the deletion", async ({ page, user: person, inbox }) => {
  await openSignedIn(page, person);
  await deleteAccount(page);
  await goodbye(page);
  await checkPage(page, "/goodbye", { inTheDark: true });
  await resetPassword(page, inbox, person.address);
  await inbox.withSubject(person.address, "Account deletion cancelled");
});

test("@server @sql requires recent authentication for deletion, also from a direct POST request", async ({
  app,
  page,
  user: person,
}) => {
  const visitor = await signedIn(app, person);
  const form = await readForm(`${app.url}/account/delete`, "confirmation", visitor.cookies);
  await openSignedIn(page, person);
  await outdateProofs(app, person.address);
  expect((await sendForm(form, { confirmation: "delete" })).location).toContain("/account/confirm");
  await replay(app, "deleteAccountAction", visitor, { confirmation: "delete" });
  await replay(app, "deleteAccountAction", { state: "anonymous", cookies: "" }, { confirmation: "delete" });
  const [user] = await query(app, `SELECT "deletionDueAt" FROM "User" WHERE id = $1`, [
    await userIdOf(app, person.address),
  ]);
  expect(user).toEqual({ deletionDueAt: null });
  await page.goto("/account/delete");
  await expect(page.getByRole("heading", { name: "Verify it's you" })).toBeVisible();
  await page.getByLabel("Password", { exact: true }).fill(person.password);
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page).toHaveURL("/account/delete");
});

test("@server @sql rejects every session while the deletion of its account is pending, also one created meanwhile", async ({
  app,
  user: person,
}) => {
  const visitor = await signedIn(app, person);
  const userId = await userIdOf(app, person.address);
  await query(app, `UPDATE "User" SET "deletionDueAt" = now() + interval '1 day' WHERE id = $1`, [userId]);
  const answer = await fetch(`${app.url}/account`, { headers: { cookie: visitor.cookies } });
  expect(new URL(answer.url).pathname).toBe("/sign-in");
});

test("@server @organizations the only owner of an organization must transfer it before deletion", async ({
  app,
  page,
  otherBrowser,
  createNextUser,
  inbox,
}) => {
  const [owner, member] = [createNextUser(), createNextUser()];
  const name = newName();
  await openSignedIn(page, owner);
  await createOrganization(page, name);
  await createOrganization(page, newName());
  await page.goto("/account/delete");
  await expect(page.getByLabel("Type “delete”")).toBeVisible();
  await page.goto("/organizations");
  await page.getByRole("link", { name }).click();
  await invite(page, member.address);
  const visitor = await signedIn(app, owner);
  await openSignedIn(otherBrowser, member);
  await accept(otherBrowser, await inbox.link(member.address));
  await page.goto("/account/delete");
  await expect(page.getByText("the only owner of these organizations")).toBeVisible();
  await expect(page.getByLabel("Type “delete”")).toHaveCount(0);
  const refused = await replay(app, "deleteAccountAction", visitor, { confirmation: "delete" });
  expect(refused.text).toContain("organization_last_owner");
  await page.getByRole("link", { name }).click();
  await page.getByLabel(`Role of ${member.address}`, { exact: true }).selectOption("owner");
  await page.getByRole("button", { name: `Change role of ${member.address}` }).click();
  const isOwner = async () => {
    await otherBrowser.reload();
    return otherBrowser.getByText("Your role: Owner").isVisible();
  };
  await expect.poll(isOwner).toBe(true);
  await deleteAccount(page);
  await goodbye(page);
});

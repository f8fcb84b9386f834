import { checkPage } from "../check-page";
import { markCompromised, query } from "../database";
import { expect, test } from "../fixtures";
import { readForm, sendForm } from "../raw-form";
import {
  clickAndConfirm,
  expectSignedIn,
  NEW_PASSWORD,
  sessionToken,
  signIn,
  signOut,
  submitNewPassword,
} from "../steps";
import { accept, cookiesOf, createOrganization, entry, invite, newName } from "./organization-steps";

test.describe.configure({ mode: "default" });
test.use({ settings: { REQUIRE_ORGANIZATION: "true" } });

const TASK = "/session-tasks/choose-organization";
const HEADING = { name: "Choose an organization" };

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "@server with JavaScript" : "@server without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("a user without an organization creates one, gets a new token, and is redirected to the requested page", async ({
      page,
      user,
    }) => {
      const name = newName();
      await page.goto("/dashboard");
      await page.getByLabel("Email address or phone number").fill(user.address);
      await page.getByLabel("Password", { exact: true }).fill(user.password);
      await page.getByRole("button", { name: "Sign in" }).click();
      await expect(page.getByRole("heading", HEADING)).toBeVisible();
      for (const path of ["/", "/account", "/organizations", "/session-tasks/setup-mfa", "/sign-in"]) {
        await page.goto(path);
        await expect(page).toHaveURL(new RegExp(`^[^?]*${TASK}`));
      }
      const session = await page.request.get("/api/auth/session").then((answer) => answer.json());
      expect(session.user).toBeUndefined();

      await page.goto("/dashboard");
      const before = await sessionToken(page);
      await page.getByRole("button", { name: "Create organization" }).click();
      await expect(page.getByText("Enter a name of 1 to 100 characters")).toBeVisible();
      await page.getByLabel("Organization name").fill(name);
      await page.getByRole("button", { name: "Create organization" }).click();
      await expect(page.getByRole("heading", { name: "Dashboard" })).toBeVisible();
      await expect(page.getByText(`Current organization: ${name}`)).toBeVisible();
      expect(await sessionToken(page)).not.toBe(before);
      await page.goto(TASK);
      await expect(page).toHaveURL("/");
      await page.goto("/organizations");
      await expect(page.getByRole("button", { name: "Switch to personal account" })).toHaveCount(0);

      await signOut(page);
      await signIn(page, user.address, user.password);
      await expectSignedIn(page, user.address);
    });

    test("an invitation completes the task, with or without its link", async ({
      page,
      browser,
      baseURL,
      user,
      createNextUser,
      inbox,
    }) => {
      const [first, second] = [createNextUser(), createNextUser()];
      const name = newName();
      await signIn(page, user.address, user.password);
      await page.getByLabel("Organization name").fill(name);
      await page.getByRole("button", { name: "Create organization" }).click();
      await expectSignedIn(page, user.address);
      await page.goto("/organizations");
      await page.getByRole("link", { name }).click();
      for (const { address } of [first, second]) await invite(page, address);

      const context = await browser.newContext({ javaScriptEnabled, ...(baseURL && { baseURL }) });
      const theirs = await context.newPage();
      await theirs.goto("/dashboard");
      await theirs.getByLabel("Email address or phone number").fill(first.address);
      await theirs.getByLabel("Password", { exact: true }).fill(first.password);
      await theirs.getByRole("button", { name: "Sign in" }).click();
      await theirs.getByRole("button", { name: `Accept ${name}` }).click();
      await expect(theirs.getByRole("heading", { name: "Dashboard" })).toBeVisible();
      await signOut(theirs);
      await signIn(theirs, second.address, second.password);
      await expect(theirs.getByRole("heading", HEADING)).toBeVisible();
      await accept(theirs, await inbox.link(second.address));
      await expect(entry(theirs, second.address)).toContainText("Member, you");
      await context.close();
    });
  });
}

test("@server the page of the task is accessible in both themes and fits a narrow phone", async ({
  page,
  otherBrowser,
  user,
  createNextUser,
}) => {
  const guest = createNextUser();
  await signIn(page, user.address, user.password);
  await page.getByLabel("Organization name").fill(`The-${"long".repeat(20)}-company`);
  await page.getByRole("button", { name: "Create organization" }).click();
  await expectSignedIn(page, user.address);
  await page.goto("/organizations");
  await page.getByRole("link", { name: "The-long" }).click();
  await invite(page, guest.address);
  await signIn(otherBrowser, guest.address, guest.password);
  await expect(otherBrowser.getByRole("heading", HEADING)).toBeVisible();
  await checkPage(otherBrowser, "choose an organization");
});

test("@server a removed member has a pending session on the next request, and can sign out or choose", async ({
  page,
  otherBrowser,
  user,
  createNextUser,
  inbox,
}) => {
  const guest = createNextUser();
  await signIn(page, user.address, user.password);
  await page.getByLabel("Organization name").fill(newName());
  await page.getByRole("button", { name: "Create organization" }).click();
  await expectSignedIn(page, user.address);
  const id = await createOrganization(page, newName());
  await invite(page, guest.address);
  await signIn(otherBrowser, guest.address, guest.password);
  await expect(otherBrowser.getByRole("heading", HEADING)).toBeVisible();
  await accept(otherBrowser, await inbox.link(guest.address));
  await page.goto(`/organizations/${id}`);
  await clickAndConfirm(page.getByRole("button", { name: `Remove ${guest.address}` }), "Remove member");
  await expect(entry(page, guest.address)).toHaveCount(0);
  await otherBrowser.goto("/account");
  await expect(otherBrowser.getByRole("heading", HEADING)).toBeVisible();
  await signOut(otherBrowser);
});

test("@server @sql an old session that loses its organization still has an hour to choose another", async ({
  app,
  page,
  user,
}) => {
  const ofPerson = `(SELECT "userId" FROM "EmailAddress" WHERE address = $1)`;
  const age = (column: string) =>
    query(app, `UPDATE "Session" SET "${column}" = now() - interval '2 hours' WHERE "userId" = ${ofPerson}`, [
      user.address,
    ]);
  await signIn(page, user.address, user.password);
  await page.getByLabel("Organization name").fill(newName());
  await page.getByRole("button", { name: "Create organization" }).click();
  await expectSignedIn(page, user.address);
  const [kept, left] = [newName(), newName()];
  await createOrganization(page, kept);
  const id = await createOrganization(page, left);
  await query(
    app,
    `INSERT INTO "Membership" ("organizationId", "userId", role)
     SELECT $1::uuid, "userId", 'owner' FROM "EmailAddress" WHERE address = 'ada@example.com'`,
    [id],
  );
  await age("createdAt");
  await age("provenAt");
  await page.goto(`/organizations/${id}`);
  await page.getByRole("button", { name: "Leave organization" }).click();
  await expect(page.getByRole("heading", HEADING)).toBeVisible();
  await page.getByRole("button", { name: `Continue with ${kept}` }).click();
  await expect(page.getByRole("heading", { name: "Organizations", exact: true })).toBeVisible();
  await expect(entry(page, kept)).toContainText("active");

  // Choosing an organization is not reauthentication: sensitive changes still require it.
  await page.goto("/account");
  await clickAndConfirm(page.getByRole("button", { name: `Remove ${user.address}` }), "Remove address");
  await expect(page.getByRole("heading", { name: "Verify it's you" })).toBeVisible();
});

test("@server rejects an organization of other users, and completes a task only once", async ({
  app,
  page,
  user,
  createNextUser,
}) => {
  const other = createNextUser();
  await signIn(page, user.address, user.password);
  await page.getByLabel("Organization name").fill(newName());
  await page.getByRole("button", { name: "Create organization" }).click();
  await expectSignedIn(page, user.address);
  const id = await createOrganization(page, newName());
  const theirs = await cookiesOf(app, other);
  const creating = await readForm(`${app.url}${TASK}`, "name", theirs);
  const answers = await Promise.all(
    Array.from({ length: 5 }, (_, nth) => sendForm(creating, { name: `At once ${nth}` })),
  );
  const done = answers.filter(({ location }) => location === "/");
  expect(done).toHaveLength(1);
  const cookies = done[0]?.cookies ?? "";
  const page2 = await fetch(`${app.url}/organizations`, { headers: { cookie: cookies } });
  expect((await page2.text()).match(/At once \d<\/bdi>/g)).toHaveLength(1);

  // An active session has no such task and cannot complete it again.
  const again = await sendForm({ ...creating, cookies }, { name: newName() });
  expect(again.html).not.toContain("Members");
  expect(again.location ?? "").not.toContain("dashboard");
  const switching = await readForm(`${app.url}/organizations`, "name", cookies);
  await sendForm(switching, { name: newName() });
  const form = await readForm(`${app.url}/organizations`, "organization", cookies, "Switch");
  expect((await sendForm(form, { organization: id })).html).toContain("no longer a member");
});

test("@server @sql a later task cannot be completed before the password is reset", async ({
  app,
  page,
  user,
}) => {
  const cookies = await cookiesOf(app, user);
  const creating = await readForm(`${app.url}${TASK}`, "name", cookies);
  await signIn(page, user.address, user.password);
  await expect(page.getByRole("heading", HEADING)).toBeVisible();
  await markCompromised(app, user.address);
  const name = newName();
  expect((await sendForm(creating, { name })).location ?? "").not.toMatch(/\/$/);
  await page.getByLabel("Organization name").fill(name);
  await page.getByRole("button", { name: "Create organization" }).click();
  for (const path of ["/organizations/invitation", "/dashboard"]) {
    await page.goto(path);
    await expect(page).toHaveURL(/\/session-tasks\/reset-password/);
  }
  await submitNewPassword(page, NEW_PASSWORD);
  await expect(page.getByRole("heading", HEADING)).toBeVisible();
  await expect(page.getByText(name)).toHaveCount(0);
});

import { randomUUID } from "node:crypto";
import { expect, test } from "../fixtures";
import { readForm, sendForm } from "../raw-form";
import { clickAndConfirm, openSignedIn, signOut } from "../steps";
import {
  accept,
  cookiesOf,
  createAndInvite,
  createOrganization,
  entry,
  invite,
  newName,
  sendAs,
} from "./organization-steps";

const newAddress = () => `${randomUUID()}@newcomers.example`;
const INSUFFICIENT = "Your role in this organization";
const NOT_HERE = "no longer a member";
const ALONE = "the only member. If you leave";

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("creates an organization, invites a user who accepts, changes their role, and they leave", async ({
      page,
      browser,
      baseURL,
      user,
      createNextUser,
      inbox,
    }) => {
      const guest = createNextUser();
      const name = newName();
      await openSignedIn(page, user);
      const id = await createOrganization(page, name);
      await expect(entry(page, user.address)).toContainText("Owner, you");
      await invite(page, guest.address, "Admin");

      const context = await browser.newContext({ javaScriptEnabled, ...(baseURL && { baseURL }) });
      const theirs = await context.newPage();
      await theirs.goto(await inbox.link(guest.address));
      await expect(theirs).toHaveURL("/organizations/invitation");
      await expect(theirs.getByText(name)).toBeVisible();
      await theirs.getByRole("link", { name: "Sign in" }).click();
      await theirs.getByLabel("Email address or phone number").fill(guest.address);
      await theirs.getByLabel("Password", { exact: true }).fill(guest.password);
      await theirs.getByRole("button", { name: "Sign in" }).click();
      await theirs.getByRole("button", { name: "Accept" }).click();
      await expect(theirs).toHaveURL(`/organizations/${id}`);
      await expect(entry(theirs, guest.address)).toContainText("Admin, you");
      await theirs.goto("/dashboard");
      await expect(theirs.getByText(`Current organization: ${name}`)).toBeVisible();

      await page.goto(`/organizations/${id}`);
      await page.getByLabel(`Role of ${guest.address}`, { exact: true }).selectOption("member");
      await page.getByRole("button", { name: `Change role of ${guest.address}` }).click();
      await expect(entry(page, guest.address)).toContainText(`${guest.address} Member`);
      await theirs.goto(`/organizations/${id}`);
      await expect(entry(theirs, guest.address)).toContainText("Member, you");
      await expect(theirs.getByRole("button", { name: "Invite" })).toHaveCount(0);

      await theirs.getByRole("button", { name: "Leave organization" }).click();
      await expect(theirs.getByText("not in any organization yet")).toBeVisible();
      await theirs.goto(`/organizations/${id}`);
      await expect(theirs.getByRole("heading", { name: "Page not found" })).toBeVisible();
      await context.close();
    });

    test("the only member leaves and deletes an organization with a confirmation word", async ({
      page,
      user,
    }) => {
      await openSignedIn(page, user);
      const id = await createOrganization(page, newName());
      await page.getByRole("button", { name: "Leave and delete" }).click();
      await expect(page.getByText("Type “delete” to confirm.")).toBeVisible();
      await page.getByLabel("Type “delete”").fill("delete");
      await page.getByRole("button", { name: "Leave and delete" }).click();
      await expect(page.getByText("not in any organization yet")).toBeVisible();
      await page.goto(`/organizations/${id}`);
      await expect(page.getByRole("heading", { name: "Page not found" })).toBeVisible();
    });

    test("resending an invitation shows a notice in its row, and revoking one moves the focus to a notice", async ({
      page,
      user,
    }) => {
      const address = newAddress();
      await createAndInvite(page, user, address);
      const resend = page.getByRole("button", { name: `Resend ${address}` });
      await resend.click();
      await expect(entry(page, address).getByText("Invitation sent again.")).toBeVisible();
      if (javaScriptEnabled) await expect(resend).toBeFocused();
      await page.getByRole("button", { name: `Revoke ${address}` }).click();
      await expect(entry(page, address)).toHaveCount(0);
      if (!javaScriptEnabled) return;
      await expect(page.getByRole("status").filter({ hasText: "Invitation revoked." })).toBeFocused();
    });

    test("switches between organizations and back to the personal account", async ({ page, user }) => {
      const [first, second] = [newName(), newName()];
      await openSignedIn(page, user);
      await createOrganization(page, first);
      await createOrganization(page, second);
      await page.goto("/organizations");
      await expect(entry(page, second)).toContainText("active");
      await page.getByRole("button", { name: `Switch to ${first}` }).click();
      await expect(entry(page, first)).toContainText("active");
      await expect(entry(page, second)).not.toContainText("active");
      await page.goto("/dashboard");
      await expect(page.getByText(`Current organization: ${first}`)).toBeVisible();
      await signOut(page);
      await openSignedIn(page, user);
      await page.goto("/organizations");
      await expect(entry(page, first)).toContainText("active");
      await page.getByRole("button", { name: "Switch to personal account" }).click();
      await expect(entry(page, first)).not.toContainText("active");
    });
  });
}

test("a name cannot inject markup, links or line breaks into pages and messages", async ({
  app,
  page,
  user,
  inbox,
}) => {
  const name = `<a href="https://evil.example">${"long".repeat(15)}`;
  const address = newAddress();
  await openSignedIn(page, user);
  await createOrganization(page, name);
  await expect(page.getByRole("link", { name: "long" })).toHaveCount(0);
  await invite(page, address);
  const [message] = await inbox.waitFor(address, 1);
  expect(message?.html).not.toContain('href="https://evil.example');
  expect(message?.text).not.toContain("evil.example");
  const cookies = await cookiesOf(app, user);
  const form = await readForm(`${app.url}/organizations`, "name", cookies);
  const length = "Enter a name of 1 to 100 characters";
  const characters = "Enter the name on one line, without invisible characters";
  const rejected = { "": length, "   ": length, "a\r\nb": characters, "a\u0000b": characters };
  for (const [bad, message] of Object.entries({ ...rejected, ["x".repeat(101)]: length })) {
    const answer = await sendForm(form, { name: bad });
    expect(answer.location, JSON.stringify(bad)).toBeNull();
    expect(answer.html).toContain(message);
  }
});

test("rejects every change that the role of the member does not allow", async ({
  app,
  page,
  otherBrowser,
  user,
  createNextUser,
  inbox,
}) => {
  const [admin, member] = [createNextUser(), createNextUser()];
  await openSignedIn(page, user);
  const id = await createOrganization(page, newName());
  const url = `${app.url}/organizations/${id}`;
  await invite(page, admin.address, "Admin");
  await invite(page, member.address);
  await openSignedIn(otherBrowser, admin);
  await accept(otherBrowser, await inbox.link(admin.address));
  await signOut(otherBrowser);
  await openSignedIn(otherBrowser, member);
  await accept(otherBrowser, await inbox.link(member.address));

  const owners = await cookiesOf(app, user);
  const inviting = await readForm(url, "emailAddress", owners);
  const raising = (who: string) => readForm(url, "member", owners, `Change role of ${who}`);
  const removing = (who: string) => readForm(url, "member", owners, `Remove ${who}`);
  const by = async (form: Awaited<ReturnType<typeof readForm>>, who: typeof user, fields: object) =>
    (await sendAs(app, form, await cookiesOf(app, who), { ...fields })).html;

  for (const role of ["owner", "admin"]) {
    expect(await by(inviting, admin, { emailAddress: newAddress(), role })).toContain(INSUFFICIENT);
    expect(await by(await raising(member.address), admin, { role })).toContain(INSUFFICIENT);
  }
  expect(await by(await raising(admin.address), admin, { role: "owner" })).toContain(INSUFFICIENT);
  expect(await by(await raising(user.address), admin, { role: "member" })).toContain(INSUFFICIENT);
  for (const role of ["owner", "admin"]) {
    expect(await by(await raising(member.address), member, { role })).toContain(INSUFFICIENT);
  }
  expect(await by(inviting, member, { emailAddress: newAddress(), role: "member" })).toContain(INSUFFICIENT);
  expect(await by(await removing(admin.address), member, {})).toContain(INSUFFICIENT);
  for (const role of ["owner,admin", "god", "", "__proto__"]) {
    expect(await by(await raising(member.address), user, { role })).toContain("Enter a valid value.");
  }
  await page.goto(`/organizations/${id}`);
  await expect(entry(page, user.address)).toContainText("Owner, you");
  await expect(page.getByLabel(`Role of ${admin.address}`, { exact: true })).toHaveValue("admin");
  await expect(page.getByLabel(`Role of ${member.address}`, { exact: true })).toHaveValue("member");
});

test("members and invitations of another organization are not found by any ID", async ({
  app,
  browser,
  baseURL,
  createNextUser,
}) => {
  const [mine, theirs, guest, outsider] = [
    createNextUser(),
    createNextUser(),
    createNextUser(),
    createNextUser(),
  ];
  const context = () => browser.newContext({ ...(baseURL && { baseURL }) });
  const set = async (user: typeof mine) => {
    const page = await (await context()).newPage();
    const id = await createAndInvite(page, user, guest.address);
    const url = `${app.url}/organizations/${id}`;
    const cookies = await cookiesOf(app, user);
    return {
      page,
      id,
      invite: await readForm(url, "emailAddress", cookies),
      change: await readForm(url, "member", cookies, "Change role of"),
      resend: await readForm(url, "invitation", cookies, "Resend"),
      revoke: await readForm(url, "invitation", cookies, "Revoke"),
      leave: await readForm(url, "organization", cookies, "Leave and delete"),
      cookies,
    };
  };
  const a = await set(mine);
  const b = await set(theirs);
  const field = (form: { fields: Map<string, string> }, name: string) => form.fields.get(name) ?? "";
  const member = field(b.change, "member");
  const invitation = field(b.revoke, "invitation");
  expect(member && invitation).toBeTruthy();
  for (const organization of [a.id, b.id, "00000000-0000-4000-8000-000000000000"]) {
    const isOwn = organization === a.id;
    const forms: [form: typeof a.change, fields: Record<string, string>][] = [
      [a.change, { organization, member, role: "member" }],
      [a.resend, { organization, invitation }],
      [a.revoke, { organization, invitation }],
      ...(isOwn
        ? []
        : ([
            [a.invite, { organization, emailAddress: newAddress(), role: "member" }],
            [a.leave, { organization, confirmation: "delete" }],
          ] as [typeof a.change, Record<string, string>][])),
    ];
    for (const [form, fields] of forms) expect((await sendForm(form, fields)).html).toContain(NOT_HERE);
  }
  const own = await readForm(`${app.url}/organizations`, "name", await cookiesOf(app, mine));
  await sendForm(own, { name: newName() });
  const switching = await readForm(`${app.url}/organizations`, "organization", own.cookies, "Switch");
  expect((await sendForm(switching, { organization: b.id })).html).toContain(NOT_HERE);

  const strangers = await cookiesOf(app, outsider);
  for (const path of [b.id, "00000000-0000-4000-8000-000000000000", "1", "%27"]) {
    const answer = await fetch(`${app.url}/organizations/${path}`, { headers: { cookie: strangers } });
    expect(await answer.text(), path).not.toContain(theirs.address);
    expect(answer.status, path).toBe(404);
  }
  await b.page.reload();
  await expect(entry(b.page, theirs.address)).toContainText("Owner, you");
  await expect(entry(b.page, guest.address)).toBeVisible();
  for (const { page } of [a, b]) await page.context().close();
});

test("a removed member loses access immediately, and their invitations are revoked", async ({
  page,
  otherBrowser,
  user,
  createNextUser,
  inbox,
}) => {
  const guest = createNextUser();
  const name = newName();
  const friend = newAddress();
  await openSignedIn(page, user);
  const id = await createOrganization(page, name);
  await invite(page, guest.address, "Admin");
  await openSignedIn(otherBrowser, guest);
  await accept(otherBrowser, await inbox.link(guest.address));
  await invite(otherBrowser, friend);
  await otherBrowser.goto("/dashboard");
  await expect(otherBrowser.getByText(`Current organization: ${name}`)).toBeVisible();
  await page.goto(`/organizations/${id}`);
  await clickAndConfirm(page.getByRole("button", { name: `Remove ${guest.address}` }), "Remove member");
  await expect(page.getByRole("status").filter({ hasText: `${guest.address} removed.` })).toBeFocused();
  await expect(entry(page, guest.address)).toHaveCount(0);
  await expect(entry(page, friend)).toHaveCount(0);
  await otherBrowser.reload();
  await expect(otherBrowser.getByRole("heading", { name: "Dashboard" })).toBeVisible();
  await expect(otherBrowser.getByText(name)).toHaveCount(0);
  await otherBrowser.goto(`/organizations/${id}`);
  await expect(otherBrowser.getByRole("heading", { name: "Page not found" })).toBeVisible();
  await otherBrowser.goto(await inbox.link(friend));
  await expect(otherBrowser.getByRole("heading", { name: "This invitation was revoked" })).toBeVisible();
});

test("when two owners demote each other or leave concurrently, one owner stays", async ({
  app,
  page,
  otherBrowser,
  user,
  createNextUser,
  inbox,
}) => {
  const other = createNextUser();
  await openSignedIn(page, user);
  const id = await createOrganization(page, newName());
  const url = `${app.url}/organizations/${id}`;
  await invite(page, other.address, "Owner");
  await openSignedIn(otherBrowser, other);
  await accept(otherBrowser, await inbox.link(other.address));
  const sides = [
    { who: user, against: other, cookies: await cookiesOf(app, user) },
    { who: other, against: user, cookies: await cookiesOf(app, other) },
  ];
  const isOwner = async ({ cookies }: (typeof sides)[number]) => {
    const html = await fetch(url, { headers: { cookie: cookies } }).then((answer) => answer.text());
    return html.includes("Owner, you");
  };
  for (let round = 0; round < 5; round++) {
    const forms = await Promise.all(
      sides.map(({ against, cookies }) =>
        readForm(url, "member", cookies, `Change role of ${against.address}`),
      ),
    );
    await Promise.all(forms.map((form) => sendForm(form, { role: "member" })));
    const left: typeof sides = [];
    for (const side of sides) if (await isOwner(side)) left.push(side);
    expect(left, `round ${round}`).toHaveLength(1);
    const { against, cookies } = left[0] ?? { against: other, cookies: "" };
    const raise = await readForm(url, "member", cookies, `Change role of ${against.address}`);
    await sendForm(raise, { role: "owner" });
  }
  const leaving = await Promise.all(
    sides.map(({ cookies }) => readForm(url, "organization", cookies, "Leave organization")),
  );
  const answers = await Promise.all(leaving.map((form) => sendForm(form, {})));
  expect(answers.filter(({ html }) => html.includes(ALONE))).toHaveLength(1);
  expect(answers.filter(({ location }) => location?.endsWith("/organizations"))).toHaveLength(1);
});

test("ignores form fields that the form does not have", async ({ app, page, user }) => {
  await openSignedIn(page, user);
  const cookies = await cookiesOf(app, user);
  const form = await readForm(`${app.url}/organizations`, "name", cookies);
  const id = randomUUID();
  const answer = await sendForm(form, { name: newName(), id, createdAt: "2001-01-01", role: "member" });
  expect(answer.location).toMatch(/\/organizations\/[0-9a-f-]{36}$/);
  expect(answer.location).not.toContain(id);
  await page.goto(answer.location ?? "/");
  await expect(entry(page, user.address)).toContainText("Owner, you");
});

test("organizations require a sign-in", async ({ page, user }) => {
  await page.goto("/organizations");
  await expect(page).toHaveURL(/\/sign-in\?redirect_url=%2Forganizations/);
  await page.getByLabel("Email address or phone number").fill(user.address);
  await page.getByLabel("Password", { exact: true }).fill(user.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("heading", { name: "Organizations", exact: true })).toBeVisible();
});

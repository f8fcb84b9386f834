import { randomUUID } from "node:crypto";
import { query } from "../database";
import { expect, test } from "../fixtures";
import { readForm, sendForm } from "../raw-form";
import { NEW_PASSWORD, openSignedIn, scan, signOut, submitCode } from "../steps";
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
const NOT_HERE = "no longer a member";

test("a new user signs up from an invitation and accepts it", async ({ page, otherBrowser, user, inbox }) => {
  const address = newAddress();
  const name = newName();
  await createAndInvite(page, user, address, name);
  await otherBrowser.goto(await inbox.link(address));
  await otherBrowser.getByRole("link", { name: "Sign up" }).click();
  await otherBrowser.getByLabel("Email address").fill(address);
  await otherBrowser.getByLabel("Password", { exact: true }).fill(NEW_PASSWORD);
  await otherBrowser.getByRole("button", { name: "Sign up" }).click();
  await submitCode(otherBrowser, await inbox.code(address));
  await expect(otherBrowser).toHaveURL("/organizations/invitation");
  await otherBrowser.getByRole("button", { name: "Accept" }).click();
  await expect(entry(otherBrowser, address)).toContainText("Member, you");
});

test("lists an invitation without its link, and it can be declined once", async ({
  page,
  otherBrowser,
  user,
  createNextUser,
  inbox,
}) => {
  const guest = createNextUser();
  const name = newName();
  await createAndInvite(page, user, guest.address, name);
  await openSignedIn(otherBrowser, guest);
  await otherBrowser.goto("/organizations");
  await otherBrowser.getByRole("button", { name: `Decline ${name}` }).click();
  await expect(otherBrowser.getByText(name)).toHaveCount(0);
  await otherBrowser.goto(await inbox.link(guest.address));
  await expect(otherBrowser.getByRole("heading", { name: "Invitation declined" })).toBeVisible();
  await page.reload();
  await expect(entry(page, guest.address)).toHaveCount(0);
});

test("a mail scanner does not accept an invitation, and the token is removed from the address bar", async ({
  page,
  otherBrowser,
  user,
  createNextUser,
  inbox,
}) => {
  const guest = createNextUser();
  await createAndInvite(page, user, guest.address);
  const link = await inbox.link(guest.address);
  await scan(link);
  await openSignedIn(otherBrowser, guest);
  await otherBrowser.goto(link);
  await expect(otherBrowser).toHaveURL("/organizations/invitation");
  expect(await otherBrowser.evaluate(() => document.cookie)).not.toContain("invitation");
  await expect(otherBrowser.getByRole("button", { name: "Accept" })).toBeVisible();
});

test("rejects an invitation for another address, also if an account has that address unverified", async ({
  app,
  page,
  otherBrowser,
  user,
  createNextUser,
  inbox,
}) => {
  const [guest, other] = [createNextUser(), createNextUser()];
  const name = newName();
  const id = await createAndInvite(page, user, guest.address, name);
  const link = await inbox.link(guest.address);
  const refused = async () => {
    await otherBrowser.goto(link);
    await expect(
      otherBrowser.getByRole("heading", { name: "This invitation is for another address" }),
    ).toBeVisible();
    await expect(otherBrowser.getByText(guest.address)).toHaveCount(0);
    await expect(otherBrowser.getByRole("button", { name: /Accept|Decline/ })).toHaveCount(0);
  };
  await openSignedIn(otherBrowser, other);
  await refused();
  await otherBrowser.goto("/account");
  await otherBrowser.getByLabel("Email address", { exact: true }).fill(guest.address);
  await otherBrowser.getByRole("button", { name: "Add email address" }).click();
  await expect(otherBrowser.getByLabel("Verification code")).toBeVisible();
  await refused();
  await otherBrowser.goto("/organizations");
  await expect(otherBrowser.getByText(name)).toHaveCount(0);

  const theirs = await cookiesOf(app, guest);
  const others = await cookiesOf(app, other);
  for (const button of ["Accept", "Decline"]) {
    const form = await readForm(`${app.url}/organizations`, "invitation", theirs, button);
    const answer = await sendAs(app, form, others, {});
    expect(answer.html).toContain(NOT_HERE);
  }
  await page.goto(`/organizations/${id}`);
  await expect(entry(page, guest.address)).toBeVisible();
  await expect(entry(page, other.address)).toHaveCount(0);
});

test("rejects revoked, superseded and used invitations with the reason", async ({
  page,
  otherBrowser,
  user,
  createNextUser,
  inbox,
}) => {
  const guest = createNextUser();
  await createAndInvite(page, user, guest.address);
  const first = await inbox.link(guest.address);
  await page.getByRole("button", { name: `Resend ${guest.address}` }).click();
  const second = await inbox.link(guest.address, 2);
  expect(second).not.toBe(first);
  await openSignedIn(otherBrowser, guest);
  await otherBrowser.goto(first);
  await expect(otherBrowser.getByRole("heading", { name: "This invitation was revoked" })).toBeVisible();
  await otherBrowser.goto(second);
  await page.getByRole("button", { name: `Revoke ${guest.address}` }).click();
  await expect(entry(page, guest.address)).toHaveCount(0);
  await otherBrowser.getByRole("button", { name: "Accept" }).click();
  await expect(otherBrowser.getByRole("heading", { name: "This invitation was revoked" })).toBeVisible();

  await invite(page, guest.address);
  const third = await inbox.link(guest.address, 3);
  await accept(otherBrowser, third);
  await otherBrowser.goto(third);
  await expect(otherBrowser.getByRole("heading", { name: "Invitation accepted" })).toBeVisible();
  await otherBrowser.getByRole("link", { name: "Open organization" }).click();
  await signOut(otherBrowser);
  await otherBrowser.goto(third);
  await expect(
    otherBrowser.getByRole("heading", { name: "This invitation has already been used" }),
  ).toBeVisible();
  await otherBrowser.goto("/organizations/invitation?token=guessed");
  await expect(otherBrowser.getByRole("heading", { name: "Invitation not found" })).toBeVisible();
});

test("@server @sql shows an expired invitation as expired, and it can be resent", async ({
  app,
  page,
  otherBrowser,
  user,
  createNextUser,
  inbox,
}) => {
  const guest = createNextUser();
  await createAndInvite(page, user, guest.address);
  await openSignedIn(otherBrowser, guest);
  await otherBrowser.goto(await inbox.link(guest.address));
  await expect(otherBrowser.getByRole("button", { name: "Accept" })).toBeVisible();
  await query(
    app,
    `UPDATE "Invitation" SET "expiresAt" = now() - interval '1 second' WHERE "emailAddress" = $1`,
    [guest.address],
  );
  await otherBrowser.getByRole("button", { name: "Accept" }).click();
  await expect(otherBrowser.getByRole("heading", { name: "This invitation has expired" })).toBeVisible();
  await otherBrowser.goto("/organizations");
  await expect(otherBrowser.getByRole("button", { name: /Accept/ })).toHaveCount(0);
  await page.reload();
  await expect(entry(page, guest.address)).toContainText("expired");
  await page.getByRole("button", { name: `Resend ${guest.address}` }).click();
  await expect(entry(page, guest.address)).not.toContainText("expired");
  await accept(otherBrowser, await inbox.link(guest.address, 2));
});

test("of ten concurrent acceptances, one succeeds", async ({ app, page, user, createNextUser }) => {
  const guest = createNextUser();
  const id = await createAndInvite(page, user, guest.address);
  const theirs = await cookiesOf(app, guest);
  const form = await readForm(`${app.url}/organizations`, "invitation", theirs, "Accept");
  const answers = await Promise.all(Array.from({ length: 10 }, () => sendForm(form, {})));
  expect(answers.filter(({ location }) => location?.endsWith(`/organizations/${id}`))).toHaveLength(1);
  await page.reload();
  await expect(entry(page, guest.address)).toHaveCount(1);
});

test("inviting does not reveal whether an address has an account", async ({
  page,
  user,
  createNextUser,
  inbox,
}) => {
  await openSignedIn(page, user);
  await createOrganization(page, newName());
  const told: string[] = [];
  for (const address of [createNextUser().address, newAddress()]) {
    await invite(page, address);
    const shown = await page.getByRole("main").textContent();
    told.push(shown?.replaceAll(address, "ADDRESS") ?? "");
    const [message] = await inbox.waitFor(address, 1);
    expect(message?.subject).toMatch(/^Join Org .* on Latchkey$/);
    await page.getByRole("button", { name: `Revoke ${address}` }).click();
    await expect(entry(page, address)).toHaveCount(0);
    // The status messages of this address must not stay on the page for the next one.
    await page.reload();
  }
  expect(told[0]).toBe(told[1]);
});

test("limits the invitations to one address", async ({ app, page, user, inbox }) => {
  const address = newAddress();
  await openSignedIn(page, user);
  const id = await createOrganization(page, newName());
  const cookies = await cookiesOf(app, user);
  const form = await readForm(`${app.url}/organizations/${id}`, "emailAddress", cookies);
  const refused: boolean[] = [];
  for (let time = 0; time < 11; time++) {
    const answer = await sendForm(form, { emailAddress: address, role: "member" });
    refused.push(answer.html.includes("Too many requests"));
  }
  expect(refused).toEqual([...Array(10).fill(false), true]);
  expect(await inbox.waitFor(address, 10)).toHaveLength(10);
});

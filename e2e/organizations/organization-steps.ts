import { randomUUID } from "node:crypto";
import { expect, type Page } from "@playwright/test";
import { type readForm, sendForm } from "../raw-form";
import type { App } from "../servers/app";
import { openSignedIn } from "../steps";
import { bindingIn, signedIn } from "../visitor";

type TestUser = { address: string; password: string };

/** Returns a unique name for an organization. */
export const newName = () => `Org ${randomUUID().slice(0, 8)}`;

/** Creates an organization and waits for its page. Returns its ID. */
export async function createOrganization(page: Page, name: string): Promise<string> {
  await page.goto("/organizations");
  await page.getByLabel("Organization name").fill(name);
  await page.getByRole("button", { name: "Create organization" }).click();
  await expect(page.getByRole("heading", { name })).toBeVisible();
  return page.url().split("/").at(-1) ?? "";
}

/** Invites an address on the page of an organization and waits until the invitation is listed. */
export async function invite(page: Page, address: string, role = "Member"): Promise<void> {
  await page.getByLabel("Email address", { exact: true }).fill(address);
  await page.getByLabel("Role", { exact: true }).selectOption({ label: role });
  await page.getByRole("button", { name: "Invite", exact: true }).click();
  await expect(entry(page, address)).toContainText(`${address} ${role}`);
}

/** Signs a user in, creates an organization and invites an address to it. Returns the ID of the organization. */
export async function createAndInvite(
  page: Page,
  user: TestUser,
  address: string,
  name = newName(),
): Promise<string> {
  await openSignedIn(page, user);
  const id = await createOrganization(page, name);
  await invite(page, address);
  return id;
}

/** Locates the list item that contains a text. */
export const entry = (page: Page, text: string) => page.getByRole("listitem").filter({ hasText: text });

/** Opens the link of an invitation and accepts it. */
export async function accept(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await page.getByRole("button", { name: "Accept" }).click();
  await expect(page.getByRole("heading", { name: "Members" })).toBeVisible();
}

/** Signs a user in and returns the cookies, for requests without a browser. */
export async function cookiesOf(app: App, user: TestUser): Promise<string> {
  return (await signedIn(app, user)).cookies;
}

/** Submits a form that was rendered for another user, bound to the user with the given cookies instead. */
export async function sendAs(
  app: App,
  form: Awaited<ReturnType<typeof readForm>>,
  cookies: string,
  fields: Record<string, string>,
) {
  const own = await fetch(`${app.url}/organizations`, { headers: { cookie: cookies } });
  return sendForm({ ...form, cookies }, { ...bindingIn(await own.text()), ...fields });
}

import { expect, type Page } from "@playwright/test";
import { signedInApp } from "./api";
import { Authenticator } from "./authenticator";
import type { App } from "./servers/app";

/** Locates the heading of the second step. */
export const secondStep = (page: Page) =>
  page.getByRole("heading", { level: 1, name: "Two-step verification" });

/** Fills in a code of a second factor and submits it. */
export async function submitFactor(page: Page, label: string, code: string): Promise<void> {
  await page.getByLabel(label).fill(code);
  await page.getByRole("button", { name: "Continue" }).click();
}

/** Verifies an authenticator app on the page with its secret. Returns the app and its backup codes. */
export async function proveApp(page: Page): Promise<{ app: Authenticator; backupCodes: string[] }> {
  const app = new Authenticator((await page.getByTestId("totp-secret").textContent()) ?? "");
  await page.getByLabel("Authenticator code").fill(await app.code());
  await page.getByRole("button", { name: "Confirm" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Two-step verification" })).toBeVisible();
  return { app, backupCodes: await shownBackupCodes(page) };
}

/** Sets up an authenticator app for a user who has just signed in. */
export async function turnOnApp(page: Page) {
  await page.goto("/account/two-step");
  await page.getByRole("button", { name: "Set up authenticator app" }).click();
  return proveApp(page);
}

/** Sets up an authenticator app for a user without a browser. This revokes the other sessions of the user. */
export async function setUpApp(server: App, user: { address: string; password: string }) {
  const client = await signedInApp(server, user);
  const task = "/session/tasks/setup-mfa";
  const { secret } = await client.ok(task, { strategy: "totp" });
  const app = new Authenticator(secret);
  const { backupCodes } = await client.ok(task, { strategy: "totp", code: await app.code() });
  return { app, backupCodes: backupCodes as string[] };
}

/** Returns the backup codes on the current page. */
export async function shownBackupCodes(page: Page): Promise<string[]> {
  await expect(page.getByRole("heading", { name: "Your backup codes" })).toBeVisible();
  return page.getByTestId("backup-codes").getByRole("listitem").allTextContents();
}

import { expect, type Page } from "@playwright/test";
import { Authenticator } from "./authenticator";

/** What says that a second factor is asked for. */
export const secondStep = (page: Page) =>
  page.getByRole("heading", { level: 1, name: "Two-step verification" });

/** Types a code of a second factor in where it is asked for. */
export async function submitFactor(page: Page, label: string, code: string): Promise<void> {
  await page.getByLabel(label).fill(code);
  await page.getByRole("button", { name: "Continue" }).click();
}

/** Proves an authenticator app where its secret is shown; returns the app and the backup codes that came with it. */
export async function proveApp(page: Page): Promise<{ app: Authenticator; backupCodes: string[] }> {
  const app = new Authenticator((await page.getByTestId("totp-secret").textContent()) ?? "");
  await page.getByLabel("Authenticator code").fill(await app.code());
  await page.getByRole("button", { name: "Confirm" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Two-step verification" })).toBeVisible();
  return { app, backupCodes: await shownBackupCodes(page) };
}

/** Sets an authenticator app up in the account of somebody who has just signed in. */
export async function turnOnApp(page: Page) {
  await page.goto("/account/two-step");
  await page.getByRole("button", { name: "Set up authenticator app" }).click();
  return proveApp(page);
}

/** The backup codes that are shown just now. */
export async function shownBackupCodes(page: Page): Promise<string[]> {
  await expect(page.getByRole("heading", { name: "Your backup codes" })).toBeVisible();
  return page.getByTestId("backup-codes").getByRole("listitem").allTextContents();
}

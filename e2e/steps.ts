import { expect, type Page } from "@playwright/test";
import type { Inbox } from "./inbox";

export const NEW_PASSWORD = "copper kites circle northward";

/** Signs in on the sign-in page. */
export async function signIn(page: Page, address: string, password: string): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("Email address or phone number").fill(address);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

/** Waits until a page shows that somebody is signed in. */
export async function expectSignedIn(page: Page, address: string): Promise<void> {
  await expect(page.getByText(address)).toBeVisible();
  await expect(page.getByRole("button", { name: "Sign out" })).toBeVisible();
}

/** Signs out, and waits until that is done. */
export async function signOut(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page.getByRole("link", { name: "Sign in" })).toBeVisible();
}

/** Asks for a password reset, and arrives where the code is typed in. */
export async function askForReset(page: Page, address: string): Promise<void> {
  await page.goto("/forgot-password");
  await page.getByLabel("Email address or phone number").fill(address);
  await page.getByRole("button", { name: "Send reset instructions" }).click();
  await expect(page.getByLabel("Verification code")).toBeVisible();
}

/** Fills in the code and a new password, and sends them. */
export async function submitReset(page: Page, code: string, password = NEW_PASSWORD): Promise<void> {
  await page.getByLabel("Verification code").fill(code);
  await submitNewPassword(page, password);
}

/** Fills in a new password, and sends it. */
export async function submitNewPassword(page: Page, password: string): Promise<void> {
  await page.getByLabel("New password", { exact: true }).fill(password);
  await page.getByLabel("Confirm new password").fill(password);
  await page.getByRole("button", { name: "Reset password" }).click();
}

/** The whole path from a forgotten password to being signed in. */
export async function resetPassword(page: Page, inbox: Inbox, address: string, password = NEW_PASSWORD) {
  await askForReset(page, address);
  await submitReset(page, await inbox.code(address), password);
  await expectSignedIn(page, address);
}

/** A code that is not the given one. */
export const wrongCode = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, "0");

import { expect, type Locator, type Page } from "@playwright/test";
import type { Inbox } from "./inbox";

export const NEW_PASSWORD = "copper kites circle northward";

/** Reloads a page until it shows an element that appears only after a reload. */
export async function reloadUntilVisible(shown: Locator): Promise<void> {
  const isShown = async () => {
    await shown.page().reload();
    return shown.first().isVisible();
  };
  await expect.poll(isShown, { timeout: 0 }).toBe(true);
}

/** Fills in and submits the sign-in form. */
export async function signIn(page: Page, address: string, password: string): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("Email address or phone number").fill(address);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

/** Locates the first sign-out button of a page. */
const signOutButton = (page: Page) => page.getByRole("button", { name: "Sign out", exact: true }).first();

/** Waits until a page shows that a user is signed in. */
export async function expectSignedIn(page: Page, address: string): Promise<void> {
  await expect(page.getByText(address)).toBeVisible();
  await expect(signOutButton(page)).toBeVisible();
}

/** Signs a browser in through the API, without opening a page. */
export async function openSignedIn(
  page: Page,
  { address, password }: { address: string; password: string },
): Promise<void> {
  const data = { identifier: address, password };
  const answer = await page.request.post("/api/v1/sign-ins", { data });
  expect(await answer.json()).toMatchObject({ status: "complete" });
}

/** Signs out and waits for the signed-out page. */
export async function signOut(page: Page): Promise<void> {
  await signOutButton(page).click();
  await expect(page.getByRole("link", { name: "Sign in" })).toBeVisible();
}

/** Requests a password reset and waits for the form with the code. */
export async function requestPasswordReset(page: Page, address: string): Promise<void> {
  await page.goto("/forgot-password");
  await page.getByLabel("Email address or phone number").fill(address);
  await page.getByRole("button", { name: "Send reset instructions" }).click();
  await expect(page.getByLabel("Verification code")).toBeVisible();
}

/** Fills in the code and a new password and submits them. */
export async function submitReset(page: Page, code: string, password = NEW_PASSWORD): Promise<void> {
  await page.getByLabel("Verification code").fill(code);
  await submitNewPassword(page, password);
}

/** Fills in a new password and submits it. */
export async function submitNewPassword(page: Page, password: string): Promise<void> {
  await page.getByLabel("New password", { exact: true }).fill(password);
  await page.getByLabel("Confirm new password").fill(password);
  await page.getByRole("button", { name: "Reset password" }).click();
}

/** Resets a forgotten password by code, until the user is signed in. */
export async function resetPassword(page: Page, inbox: Inbox, address: string, password = NEW_PASSWORD) {
  await requestPasswordReset(page, address);
  await submitReset(page, await inbox.code(address), password);
  await expectSignedIn(page, address);
}

/** Returns the session token in the cookies of a browser. */
export async function sessionToken(page: Page): Promise<string | undefined> {
  const cookies = await page.context().cookies();
  return cookies.find(({ name }) => name.endsWith("latchkey.session"))?.value;
}

/** Returns a code that differs from the given one. */
export const wrongCode = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, "0");

/** Enters an identifier to sign in without a password. */
export async function identify(page: Page, identifier: string): Promise<void> {
  await page.goto("/sign-in");
  await page.getByRole("link", { name: "Sign in with a code or link instead" }).click();
  await page.getByLabel("Email address or phone number").fill(identifier);
  await page.getByRole("button", { name: "Continue" }).click();
}

/** Requests a sign-in link and waits for the page that waits for it. */
export async function askForSignInLink(page: Page, address: string): Promise<void> {
  await identify(page, address);
  await page.getByRole("button", { name: "Email link to" }).click();
  await expect(page.getByRole("heading", { name: "Check your email" })).toBeVisible();
}

/** Requests a reset link and waits for the page that waits for it. */
export async function askForResetLink(page: Page, address: string): Promise<void> {
  await page.goto("/forgot-password");
  await page.getByLabel("Email address or phone number").fill(address);
  await page.getByLabel("Email me a link").check();
  await page.getByRole("button", { name: "Send reset instructions" }).click();
  await expect(page.getByRole("heading", { name: "Check your email" })).toBeVisible();
}

/** Signs up and waits for the page that verifies the address. */
export async function signUp(page: Page, address: string, by: "code" | "link"): Promise<void> {
  await page.goto("/sign-up");
  await page.getByLabel("Email address").fill(address);
  await page.getByLabel("Password", { exact: true }).fill(NEW_PASSWORD);
  await page.getByLabel(by === "code" ? "Send a code" : "Send a link").check();
  await page.getByRole("button", { name: "Sign up" }).click();
  const heading = by === "code" ? "Verify your email address" : "Check your email";
  await expect(page.getByRole("heading", { name: heading })).toBeVisible();
}

/** Fills in a verification code and submits it. */
export async function submitCode(page: Page, code: string): Promise<void> {
  await page.getByLabel("Verification code").fill(code);
  await page.getByRole("button", { name: "Continue" }).click();
}

/** Returns the match number on a waiting page, which confirms a link in another browser. */
export async function matchNumberOn(page: Page): Promise<string> {
  return (await page.getByTestId("match-number").textContent()) ?? "";
}

/** Returns a match number that differs from the given one. */
export function otherMatchNumber(number: string): string {
  return number === "42" ? "43" : "42";
}

/** Opens a link in the browser that requested it and confirms. */
export async function confirmHere(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await expect(page).toHaveURL("/verify");
  await page.getByRole("button", { name: "Confirm" }).click();
}

/** Opens a link in another browser and confirms with the match number of the waiting page. */
export async function confirmElsewhere(page: Page, link: string, number: string): Promise<void> {
  await page.goto(link);
  await page.getByLabel("Two-digit number").fill(number);
  await page.getByRole("button", { name: "Confirm" }).click();
}

/** Fetches a link repeatedly and without a browser, like mail scanners do. */
export async function scan(link: string): Promise<void> {
  for (let time = 0; time < 5; time++) {
    await fetch(link);
    await fetch(link, { method: "HEAD" });
  }
}

/** Clicks the button of a destructive action, then the button that confirms it. */
export async function clickAndConfirm(button: Locator, confirmation: string): Promise<void> {
  await button.click();
  await button.page().getByRole("dialog").getByRole("button", { name: confirmation, exact: true }).click();
}

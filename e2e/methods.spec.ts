import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { expectSignedIn, identify, submitCode } from "./steps";

async function offeredTo(page: Page, identifier: string): Promise<string[]> {
  await identify(page, identifier);
  await expect(page.getByRole("heading", { name: "Choose how to sign in" })).toBeVisible();
  return page.getByRole("main").getByRole("button").allTextContents();
}

test("@texts offers the methods of the user with masked contacts", async ({ page, user }) => {
  expect(await offeredTo(page, user.address)).toEqual([
    "Email code to p•••@people.example",
    "Email link to p•••@people.example",
    `Text message to •••• ${user.phone.slice(-2)}`,
  ]);
});

test("@server @texts offers an unknown user the same decoy methods every time", async ({
  page,
  otherBrowser,
}) => {
  const strangers = ["ada", "bob", "carol", "dan"].map((name) => `${name}@nowhere.example`);
  for (const [nth, address] of strangers.entries()) {
    const offered = await offeredTo(page, address);
    expect(offered.slice(0, 2)).toEqual([
      `Email code to ${address[0]}•••@nowhere.example`,
      `Email link to ${address[0]}•••@nowhere.example`,
    ]);
    if (nth < 2) expect(await offeredTo(otherBrowser, address)).toEqual(offered);
    for (const other of offered.slice(2)) expect(other).toMatch(/^Text message to •••• \d\d$/);
    expect(offered.length).toBeLessThanOrEqual(3);
  }
});

test("@server a decoy method can be chosen and rejects codes like a real one", async ({ page }) => {
  const unknown = "+14155557777";
  await offeredTo(page, unknown);
  await page.getByRole("button", { name: "Email code to" }).click();
  await expect(page.getByText(/^If .•••@/)).toBeVisible();
  await submitCode(page, "123456");
  await expect(page.getByText("4 attempts left")).toBeVisible();
});

test("reloading, going back and opening the list of methods sends no message", async ({
  page,
  user,
  inbox,
}) => {
  await identify(page, user.address);
  await page.getByRole("button", { name: "Email code to" }).click();
  const codeField = page.getByLabel("Verification code");
  const otherMethod = page.getByRole("button", { name: "Email link to" });
  await expect(codeField).toBeVisible();
  const code = await inbox.code(user.address);
  await page.reload();
  await page.getByRole("link", { name: "Use another method" }).click();
  await expect(otherMethod).toBeVisible();
  await page.goBack();
  await expect(codeField).toBeVisible();
  await page.goBack();
  await expect(codeField).toBeHidden();
  await page.goForward();
  await expect(codeField).toBeVisible();
  await page.reload();
  expect(await inbox.messages(user.address)).toHaveLength(1);
  await submitCode(page, code);
  await expectSignedIn(page, user.address);
});

test("blocks the methods of a recipient during the cooldown, and leads back to the code", async ({
  page,
  user,
}) => {
  await identify(page, user.address);
  await page.getByRole("button", { name: "Email code to" }).click();
  await expect(page.getByText(/Resend in \d+s/)).toBeVisible();
  const resend = page.getByRole("button", { name: "Resend" });
  await resend.press("Enter");
  await expect(resend).toHaveAttribute("aria-disabled", "true");
  await expect(resend).toBeFocused();
  await page.getByRole("link", { name: "Use another method" }).click();
  const link = page.getByRole("button", { name: "Email link to" });
  await expect(link).toHaveAttribute("aria-disabled", "true");
  await link.press("Enter");
  await expect(
    page
      .getByRole("listitem")
      .filter({ has: link })
      .getByText(/Resend in \d+s/),
  ).toBeVisible();
  await page.getByRole("link", { name: "Enter the code we sent" }).click();
  await expect(page.getByLabel("Verification code")).toBeVisible();
});

test("@texts counts attempts across all methods", async ({ page, user, inbox }) => {
  await identify(page, user.address);
  await page.getByRole("button", { name: "Email code to" }).click();
  await inbox.code(user.address);
  for (const left of [4, 3]) {
    await submitCode(page, "000000");
    await expect(page.getByText(`${left} attempts left`)).toBeVisible();
  }
  await page.getByRole("link", { name: "Use another method" }).click();
  await page.getByRole("button", { name: "Text message to" }).click();
  await inbox.code(user.phone);
  await submitCode(page, "000000");
  await expect(page.getByText("2 attempts left")).toBeVisible();
  await submitCode(page, await inbox.code(user.phone));
  await expectSignedIn(page, user.address);
});

test("@texts a password reset can switch to another method", async ({ page, user, inbox }) => {
  await page.goto("/forgot-password");
  await page.getByLabel("Email address or phone number").fill(user.address);
  await page.getByRole("button", { name: "Send reset instructions" }).click();
  await page.getByRole("link", { name: "Use another method" }).click();
  await page.getByRole("button", { name: "Text message to" }).click();
  await inbox.code(user.phone);
  await expect(page.getByRole("heading", { name: "Reset your password" })).toBeVisible();
});

import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { BackOffice } from "./backend";
import { expect, test } from "./fixtures";
import { expectSignedIn, NEW_PASSWORD, signOut, submitCode } from "./steps";

test.describe.configure({ mode: "default" });

test.use({ settings: { USERNAMES: "true", SUPPORT_URL: "https://help.example.com/" } });

const PASSWORD = "violet otter mends lanterns";
const LABEL = "Email address, phone number or username";

const newUsername = () => `user-${randomUUID().slice(0, 18)}`;

async function signInByUsername(page: Page, username: string, password: string): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel(LABEL, { exact: true }).fill(username);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("a user with a username and a password only signs in, and cannot recover the account by a message", async ({
      page,
      app,
    }) => {
      const username = newUsername();
      const created = await new BackOffice(app).post("/users", { username, password: PASSWORD });
      expect(created.body).toMatchObject({ username, emailAddresses: [] });

      await signInByUsername(page, username.toUpperCase(), "not the password at all");
      await expect(page.getByText("Incorrect email, phone number, username or password")).toBeVisible();
      await signInByUsername(page, username.toUpperCase(), PASSWORD);
      await expectSignedIn(page, username);
      await signOut(page);

      await page.goto("/forgot-password");
      await page.getByLabel(LABEL, { exact: true }).fill(username);
      await page.getByRole("button", { name: "Send reset instructions" }).click();
      await expect(page.getByText("We can't send a message for this username.")).toBeVisible();
      await expect(page.getByRole("link", { name: "contact support" })).toHaveAttribute(
        "href",
        "https://help.example.com/",
      );
    });

    test("a sign-up whose username is taken asks for another, which then signs in and recovers the account", async ({
      page,
      app,
      inbox,
    }) => {
      const taken = newUsername();
      await new BackOffice(app).post("/users", { username: taken, password: PASSWORD });
      const address = `${randomUUID()}@newcomers.example`;
      await page.goto("/sign-up");
      await page.getByLabel("Email address").fill(address);
      await page.getByLabel("Username").fill("0151234567");
      await page.getByLabel("Password", { exact: true }).fill(NEW_PASSWORD);
      await page.getByRole("button", { name: "Sign up" }).click();
      await expect(page.getByText("Use 3 to 32 letters, digits")).toBeVisible();
      await expect(page.getByLabel("Username")).toHaveValue("0151234567");
      await page.getByLabel("Username").fill(taken);
      await page.getByLabel("Password", { exact: true }).fill(NEW_PASSWORD);
      await page.getByRole("button", { name: "Sign up" }).click();
      await submitCode(page, await inbox.code(address));
      await expect(page.getByText("the username you chose is taken")).toBeVisible();

      const username = newUsername();
      await page.getByLabel("Username").fill(username);
      await page.getByRole("button", { name: "Save username" }).click();
      await expect(page.getByText("Username saved.")).toBeVisible();
      await page.getByRole("button", { name: "Remove username" }).click();
      await page.getByRole("button", { name: "Remove it" }).click();
      await expect(page.getByText("Username removed.")).toBeVisible();
      await page.getByLabel("Username").fill(username);
      await page.getByRole("button", { name: "Save username" }).click();
      await expect(page.getByText("Username saved.")).toBeVisible();
      await page.goto("/");
      await signOut(page);
      await signInByUsername(page, username, NEW_PASSWORD);
      await expectSignedIn(page, address);
      await signOut(page);

      await page.goto("/forgot-password");
      await page.getByLabel(LABEL, { exact: true }).fill(username);
      await page.getByRole("button", { name: "Send reset instructions" }).click();
      await page.getByRole("button", { name: "Email code to ••••@•••" }).click();
      await page.getByLabel("Verification code").fill(await inbox.code(address, 2));
      await page.getByLabel("New password", { exact: true }).fill(PASSWORD);
      await page.getByLabel("Confirm new password").fill(PASSWORD);
      await page.getByRole("button", { name: "Reset password" }).click();
      await expectSignedIn(page, address);
    });
  });
}

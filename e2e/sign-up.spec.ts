import { randomUUID } from "node:crypto";
import { expect, test } from "./fixtures";
import {
  confirmElsewhere,
  confirmHere,
  expectSignedIn,
  matchNumberOn,
  NEW_PASSWORD,
  scan,
  signIn,
  signOut,
  signUp,
  submitCode,
} from "./steps";

const newAddress = () => `${randomUUID()}@newcomers.example`;

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("signs up, verifies the address by code, and signs in again by password", async ({
      page,
      inbox,
    }) => {
      const address = newAddress();
      await signUp(page, address, "code");
      await submitCode(page, await inbox.code(address));
      await expectSignedIn(page, address);
      await signOut(page);
      await signIn(page, address, NEW_PASSWORD);
      await expectSignedIn(page, address);
    });

    test("signs up and verifies the address by a link in the same browser", async ({
      page,
      context,
      inbox,
    }) => {
      const address = newAddress();
      await signUp(page, address, "link");
      const link = await inbox.link(address);
      await scan(link);
      const tab = await context.newPage();
      await confirmHere(tab, link);
      await expect(tab).toHaveURL("/?strategy=email_link");
      await expectSignedIn(tab, address);
    });

    test("signs up and verifies the address by a link on another device", async ({
      page,
      otherBrowser,
      inbox,
    }) => {
      const address = newAddress();
      await signUp(page, address, "link");
      const link = await inbox.link(address);
      await scan(link);
      await confirmElsewhere(otherBrowser, link, await matchNumberOn(page));
      await expect(otherBrowser.getByRole("heading", { name: "Return to the original tab" })).toBeVisible();
      await expectSignedIn(page, address);
      await otherBrowser.goto("/dashboard");
      await expect(otherBrowser).toHaveURL(/\/sign-in/);
    });

    test("a sign-up with a taken address looks like any other and notifies its owner", async ({
      page,
      user,
      inbox,
    }) => {
      await signUp(page, user.address, "code");
      const [message] = await inbox.waitFor(user.address, 1);
      expect(message?.subject).toBe("You already have an account with Latchkey");
      expect(message?.code).toBeNull();
      expect(message?.text).toContain("/forgot-password");
      await submitCode(page, "000000");
      await expect(page.getByText("4 attempts left")).toBeVisible();
      await signIn(page, user.address, NEW_PASSWORD);
      await expect(page.getByText("Incorrect email, phone number or password")).toBeVisible();
    });
  });
}

test("@texts reports all invalid fields at once and keeps the input", async ({ page }) => {
  await page.goto("/sign-up");
  await page.getByLabel("Email address").fill("not an address");
  await page.getByLabel("Phone number").fill("12");
  await page.getByLabel("Password", { exact: true }).fill("tooshort");
  await page.getByRole("button", { name: "Sign up" }).click();
  await expect(page.getByText("Check the 3 fields marked below.")).toBeVisible();
  await expect(page.getByLabel("Email address")).toHaveValue("not an address");
  await expect(page.getByLabel("Phone number")).toHaveValue("12");
  await expect(page.getByText("Use at least 15 characters")).toBeVisible();
});

test("@texts rejects a number in a country without SMS at its field", async ({ page }) => {
  await page.goto("/sign-up");
  await page.getByLabel("Email address").fill(newAddress());
  await page.getByLabel("Phone number").fill("+1 876 555 0100");
  await page.getByLabel("Password", { exact: true }).fill(NEW_PASSWORD);
  await page.getByRole("button", { name: "Sign up" }).click();
  await expect(page.getByText("We can't send text messages to that country")).toBeVisible();
});

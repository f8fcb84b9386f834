import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures";
import type { Inbox } from "../inbox";
import {
  expectSignedIn,
  identify,
  openSignedIn,
  requestPasswordReset,
  signIn,
  signOut,
  submitCode,
  submitReset,
  wrongCode,
} from "../steps";
import { secondStep, shownBackupCodes, submitFactor } from "../two-step";

test.describe.configure({ mode: "default" });
test.use({ settings: { RESEND_COOLDOWN_SECONDS: "0" } });

/** Sets up SMS codes to `phone` as second factor of a user who has just signed in. */
async function turnOnTexts(page: Page, phone: string, inbox: Inbox): Promise<{ backupCodes: string[] }> {
  await page.goto("/account/two-step");
  await page.getByRole("button", { name: `Set up ${phone}` }).click();
  await page.getByLabel("Verification code").fill(await inbox.code(phone));
  await page.getByRole("button", { name: "Confirm" }).click();
  return { backupCodes: await shownBackupCodes(page) };
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "@server with JavaScript" : "@server without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("accepts an SMS code as second factor", async ({ page, user, inbox }) => {
      await openSignedIn(page, user);
      await turnOnTexts(page, user.phone, inbox);
      await inbox.withSubject(user.address, "Text-message verification was turned on");
      await page.goto("/");
      await signOut(page);

      await signIn(page, user.address, user.password);
      await expect(secondStep(page)).toBeVisible();
      await page.getByRole("button", { name: /^Text message to/ }).click();
      const first = await inbox.code(user.phone, 2);
      await submitFactor(page, "Verification code", wrongCode(first));
      await expect(page.getByText("Incorrect code.")).toBeVisible();
      await page.getByRole("button", { name: "Resend" }).click();
      await expect(page.getByText("We sent a new code")).toBeVisible();
      await submitFactor(page, "Verification code", await inbox.code(user.phone, 3));
      await expectSignedIn(page, user.address);
    });
  });
}

test("@server a phone that verified the first factor cannot verify the second", async ({
  page,
  user,
  inbox,
}) => {
  await openSignedIn(page, user);
  const { backupCodes } = await turnOnTexts(page, user.phone, inbox);
  await page.goto("/");
  await signOut(page);

  await requestPasswordReset(page, user.phone);
  await submitReset(page, await inbox.code(user.phone, 2));
  await expect(secondStep(page)).toBeVisible();
  await expect(page.getByRole("button", { name: /^Text message to/ })).toHaveCount(0);
  await page.getByRole("link", { name: "Use a backup code" }).click();
  await submitFactor(page, "Backup code", backupCodes[0] ?? "");
  await expectSignedIn(page, user.address);
  await signOut(page);

  await identify(page, user.phone);
  await page.getByRole("button", { name: /^Text message to/ }).click();
  await submitCode(page, await inbox.code(user.phone, 3));
  await expect(secondStep(page)).toBeVisible();
  await expect(page.getByRole("button", { name: /^Text message to/ })).toHaveCount(0);

  await identify(page, user.address);
  await page.getByRole("button", { name: /^Email code to/ }).click();
  await submitCode(page, await inbox.code(user.address));
  await page.getByRole("button", { name: /^Text message to/ }).click();
  await submitFactor(page, "Verification code", await inbox.code(user.phone, 4));
  await expectSignedIn(page, user.address);
});

test("@server a user whose second-factor number moved to another account still needs a second factor", async ({
  page,
  user,
  createNextUser,
  inbox,
  otherBrowser,
}) => {
  await openSignedIn(page, user);
  const { backupCodes } = await turnOnTexts(page, user.phone, inbox);
  await page.goto("/");
  await signOut(page);

  const thief = createNextUser();
  await openSignedIn(otherBrowser, thief);
  await otherBrowser.goto("/account");
  await otherBrowser.getByLabel("Phone number").fill(user.phone);
  await otherBrowser.getByRole("button", { name: "Add phone number" }).click();
  await submitCode(otherBrowser, await inbox.code(user.phone, 2));
  await expect(otherBrowser.getByText(user.phone)).toBeVisible();

  await signIn(page, user.address, user.password);
  await expect(secondStep(page)).toBeVisible();
  await expect(page.getByRole("button", { name: /^Text message to/ })).toHaveCount(0);
  await page.getByRole("link", { name: "Use a backup code" }).click();
  await submitFactor(page, "Backup code", backupCodes[0] ?? "");
  await expectSignedIn(page, user.address);
});

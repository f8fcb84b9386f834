import { query } from "./database";
import { expect, test } from "./fixtures";
import type { App } from "./servers/app";
import { askForSignInLink, confirmHere, expectSignedIn, requestPasswordReset, submitReset } from "./steps";

test.describe.configure({ mode: "default" });
test.use({ settings: { RESEND_COOLDOWN_SECONDS: "0" } });

/** Makes the codes or links that were sent to an address expire. */
const expire = (app: App, kind: "Code" | "Link", address: string) =>
  query(
    app,
    `UPDATE "${kind}" SET "expiresAt" = now()
     WHERE "verificationId" IN (SELECT id FROM "Verification" WHERE destination = $1)`,
    [address],
  );

test("@server @sql an expired code is reported as expired, but only to a caller who knows it", async ({
  app,
  page,
  createNextUser,
  inbox,
}) => {
  const [user, other] = [createNextUser(), createNextUser()];
  await requestPasswordReset(page, user.address);
  const code = await inbox.code(user.address);
  await expire(app, "Code", user.address);
  await submitReset(page, code === "123456" ? "654321" : "123456");
  await expect(page.getByText("4 attempts left")).toBeVisible();
  await submitReset(page, code);
  await expect(page.getByText("This code has expired").first()).toBeVisible();
  await requestPasswordReset(page, other.address);
  await submitReset(page, await inbox.code(other.address));
  await expectSignedIn(page, other.address);
});

test("@server @sql an expired link is reported on both pages, and a new one works", async ({
  app,
  page,
  context,
  user,
  inbox,
}) => {
  await page.clock.install();
  await askForSignInLink(page, user.address);
  const link = await inbox.link(user.address);
  await expire(app, "Link", user.address);
  await page.clock.fastForward("10:05");
  await expect(page.getByText("This link has expired")).toBeVisible();
  await page.clock.resume();
  const tab = await context.newPage();
  await tab.goto(link);
  await expect(tab.getByRole("heading", { name: "This link has expired" })).toBeVisible();
  await page.getByRole("button", { name: "Resend" }).click();
  await expect(page.getByText("We sent a new link")).toBeVisible();
  await confirmHere(tab, await inbox.link(user.address, 2));
  await expectSignedIn(tab, user.address);
});

import { NativeClient, signedInApp } from "./api";
import { BackOffice } from "./backend";
import { query, userIdOf } from "./database";
import { expect, test } from "./fixtures";
import {
  askForSignInLink,
  confirmHere,
  expectSignedIn,
  NEW_PASSWORD,
  openSignedIn,
  requestPasswordReset,
  signIn,
  submitReset,
} from "./steps";
import { secondStep, setUpApp, submitFactor } from "./two-step";

test.describe.configure({ mode: "default" });
test.use({
  settings: {
    AFTER_PASSWORD_RESET: "sign-in",
    REVEAL_ACCOUNTS: "true",
    SIGN_OUT_OTHERS_ON_RESET: "false",
    EMAIL_LINK_SAME_CLIENT: "true",
    ACCOUNT_DELETION_GRACE_DAYS: "0",
    SECRET_KEY: "",
  },
});

test("@server AFTER_PASSWORD_RESET=sign-in redirects to the sign-in page, and SIGN_OUT_OTHERS_ON_RESET=false keeps other sessions", async ({
  page,
  otherBrowser,
  user,
  inbox,
}) => {
  await openSignedIn(otherBrowser, user);
  await requestPasswordReset(page, user.address);
  await expect(page.getByLabel("Sign out of all other devices")).not.toBeChecked();
  await submitReset(page, await inbox.code(user.address));
  await expect(page.getByText("Password changed. Sign in with your new password.")).toBeVisible();
  await otherBrowser.goto("/dashboard");
  await expect(otherBrowser.getByRole("heading", { name: "Dashboard" })).toBeVisible();
  await signIn(page, user.address, NEW_PASSWORD);
  await expectSignedIn(page, user.address);
});

test("@server AFTER_PASSWORD_RESET=sign-in also redirects after a reset with a second factor", async ({
  app,
  page,
  user,
  inbox,
}) => {
  const { backupCodes } = await setUpApp(app, user);
  await requestPasswordReset(page, user.address);
  await submitReset(page, await inbox.code(user.address));
  await expect(secondStep(page)).toBeVisible();
  await page.getByRole("link", { name: "Use a backup code" }).click();
  await submitFactor(page, "Backup code", backupCodes[0] ?? "");
  await expect(page.getByText("Password changed. Sign in with your new password.")).toBeVisible();
  await signIn(page, user.address, NEW_PASSWORD);
  await expect(secondStep(page)).toBeVisible();
});

test("@server REVEAL_ACCOUNTS=true reports an unknown identifier", async ({ page }) => {
  await signIn(page, "unknown@people.example", "not the password at all");
  await expect(
    page.getByText("There's no account with this email address, or it isn't verified."),
  ).toBeVisible();
  await page.goto("/forgot-password");
  await page.getByLabel("Email address or phone number").fill("unknown@people.example");
  await page.getByRole("button", { name: "Send reset instructions" }).click();
  await expect(
    page.getByText("There's no account with this email address, or it isn't verified."),
  ).toBeVisible();
});

test("@server REVEAL_ACCOUNTS=true reports an address that is taken", async ({ page, user }) => {
  await page.goto("/sign-up");
  await page.getByLabel("Email address").fill(user.address);
  await page.getByLabel("Password", { exact: true }).fill(NEW_PASSWORD);
  await page.getByRole("button", { name: "Sign up" }).click();
  await expect(page.getByText("An account with that email or number already exists")).toBeVisible();
});

test("@server REVEAL_ACCOUNTS=true reports an unknown or unverified address in the API", async ({
  app,
  user,
}) => {
  const client = await signedInApp(app, user);
  const emailAddress = `unproven-${user.address}`;
  await client.ok("/me/email-addresses", { emailAddress });
  for (const email of [emailAddress, "unknown@people.example"]) {
    const refused = await new NativeClient(app).post("/password-reset/email", {
      email,
      redirectUrl: "/reset-password",
    });
    expect([refused.codes, refused.fields]).toEqual([["form_identifier_not_found"], ["email"]]);
  }
  const refused = await new NativeClient(app).post("/password-reset/phone", { phone: "+14155550000" });
  expect([refused.codes, refused.fields]).toEqual([["form_identifier_not_found"], ["phone"]]);
});

test("@server EMAIL_LINK_SAME_CLIENT=true rejects a link in another browser without consuming it", async ({
  page,
  otherBrowser,
  user,
  inbox,
}) => {
  await askForSignInLink(page, user.address);
  const link = await inbox.link(user.address);
  await otherBrowser.goto(link);
  await expect(
    otherBrowser.getByRole("heading", { name: "Open this link where you requested it" }),
  ).toBeVisible();
  await expect(otherBrowser.getByRole("button", { name: "Confirm" })).toBeHidden();
  await confirmHere(page, link);
  await expectSignedIn(page, user.address);
});

test("@server @sql ACCOUNT_DELETION_GRACE_DAYS=0 deletes an account immediately", async ({
  app,
  page,
  user,
  inbox,
}) => {
  await openSignedIn(page, user);
  const userId = await userIdOf(app, user.address);
  await page.goto("/account/delete");
  await expect(page.getByText("Your account is deleted immediately")).toBeVisible();
  await page.getByLabel("Type “delete”").fill("delete");
  await page.getByRole("button", { name: "Delete account" }).click();
  await expect(page.getByText("Your account and all its data have been deleted")).toBeVisible();
  expect(await query(app, `SELECT 1 FROM "User" WHERE id = $1`, [userId])).toEqual([]);
  await inbox.withSubject(user.address, "Your Latchkey account was deleted");
  await signIn(page, user.address, user.password);
  await expect(
    page.getByText("There's no account with this email address, or it isn't verified."),
  ).toBeVisible();
});

test("@server without METRICS_TOKEN there are no metrics", async ({ app }) => {
  for (const authorization of ["Bearer", "Bearer undefined", "Bearer null"]) {
    const answer = await fetch(`${app.url}/api/metrics`, { headers: { authorization } });
    expect([answer.status, await answer.text()]).toEqual([404, ""]);
  }
});

test("@server without SECRET_KEY there is no backend API", async ({ app }) => {
  for (const key of ["", "undefined", "null"]) {
    const office = new BackOffice(app, key);
    for (const path of ["/users", "/audit-events", "/users/6f9619ff-8b86-4d01-b42d-00cf4fc964ff"]) {
      const answer = await office.get(path);
      expect([answer.status, answer.codes]).toEqual([404, ["resource_not_found"]]);
    }
    expect((await office.post("/users", { emailAddress: "a@b.example" })).status).toBe(404);
  }
});

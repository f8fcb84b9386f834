import { expect, test } from "./fixtures";
import { expectSignedIn, requestPasswordReset, resetPassword, submitReset } from "./steps";

test.describe.configure({ mode: "default" });
test.use({ settings: { RESEND_COOLDOWN_SECONDS: "1" } });

test("@server a new code supersedes the previous one, and the attempt count stays", async ({
  page,
  user,
  inbox,
}) => {
  await requestPasswordReset(page, user.address);
  const first = await inbox.code(user.address, 1);
  const resend = page.getByRole("button", { name: "Resend" });
  await resend.click();
  await expect(page.getByText("We sent a new code")).toBeVisible();
  await expect(resend, "the keyboard keeps its place").toBeFocused();
  const second = await inbox.code(user.address, 2);
  await submitReset(page, first);
  await expect(page.getByText("4 attempts left")).toBeVisible();
  await submitReset(page, second);
  await expectSignedIn(page, user.address);
});

test("@server signing in with the password supersedes pending codes", async ({
  page,
  otherBrowser,
  user,
  inbox,
}) => {
  await requestPasswordReset(page, user.address);
  const code = await inbox.code(user.address);
  await otherBrowser.goto("/sign-in");
  await otherBrowser.getByLabel("Email address or phone number").fill(user.address);
  await otherBrowser.getByLabel("Password", { exact: true }).fill(user.password);
  await otherBrowser.getByRole("button", { name: "Sign in" }).click();
  await expectSignedIn(otherBrowser, user.address);
  await submitReset(page, code);
  await expect(page.getByText(/no longer available|This password reset was cancelled/).first()).toBeVisible();
});

test("@server resetting the password of another user replaces the current session with one of that user", async ({
  page,
  createNextUser,
  inbox,
}) => {
  const [one, other] = [createNextUser(), createNextUser()];
  await resetPassword(page, inbox, one.address);
  await resetPassword(page, inbox, other.address, "another marble kite tonight");
  await expect(page.getByText(one.address)).toBeHidden();
});

import { expect, test } from "./fixtures";
import { askForReset, expectSignedIn, resetPassword, submitReset } from "./steps";

test.describe.configure({ mode: "default" });
test.use({ settings: { RESEND_COOLDOWN_SECONDS: "1" } });

test("@server a new code kills the one before, and the count of tries stays", async ({
  page,
  person,
  inbox,
}) => {
  await askForReset(page, person.address);
  const first = await inbox.code(person.address, 1);
  const resend = page.getByRole("button", { name: "Resend" });
  await resend.click();
  await expect(page.getByText("We sent a new code")).toBeVisible();
  await expect(resend, "the keyboard keeps its place").toBeFocused();
  const second = await inbox.code(person.address, 2);
  await submitReset(page, first);
  await expect(page.getByText("4 attempts left")).toBeVisible();
  await submitReset(page, second);
  await expectSignedIn(page, person.address);
});

test("@server signing in with the password kills the codes that were asked for", async ({
  page,
  otherBrowser,
  person,
  inbox,
}) => {
  await askForReset(page, person.address);
  const code = await inbox.code(person.address);
  await otherBrowser.goto("/sign-in");
  await otherBrowser.getByLabel("Email address or phone number").fill(person.address);
  await otherBrowser.getByLabel("Password", { exact: true }).fill(person.password);
  await otherBrowser.getByRole("button", { name: "Sign in" }).click();
  await expectSignedIn(otherBrowser, person.address);
  await submitReset(page, code);
  await expect(page.getByText(/no longer available|This password reset was cancelled/).first()).toBeVisible();
});

test("@server somebody signed in as one person who resets another's password ends up as that other", async ({
  page,
  nextPerson,
  inbox,
}) => {
  const [one, other] = [nextPerson(), nextPerson()];
  await resetPassword(page, inbox, one.address);
  await resetPassword(page, inbox, other.address, "another marble kite tonight");
  await expect(page.getByText(one.address)).toBeHidden();
});

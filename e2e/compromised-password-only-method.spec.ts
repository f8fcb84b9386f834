import { expect, test } from "./fixtures";
import { expectSignedIn, NEW_PASSWORD, signIn, submitNewPassword } from "./steps";

/** Nothing can be sent, so a password is all anybody has. The pages of tasks are where the settings say. */
test.use({ settings: { INBOX: "off" } });

const grace = { address: "grace@example.com", password: "violet otter mends lanterns" };

test("@server whoever has no other method gets in with a compromised password, to choose a new one and nothing else", async ({
  page,
}) => {
  await signIn(page, grace.address, "not the password at all");
  await expect(page.getByText("Incorrect email, phone number or password")).toBeVisible();
  await signIn(page, grace.address, grace.password);
  await expect(page.getByRole("heading", { name: "Choose a new password" })).toBeVisible();
  await page.goto("/account");
  await expect(page).toHaveURL("/session-tasks/reset-password?redirect_url=%2Faccount");
  await submitNewPassword(page, NEW_PASSWORD);
  await expect(page.getByRole("heading", { name: "Your account" })).toBeVisible();
  await page.goto("/");
  await expectSignedIn(page, grace.address);
});

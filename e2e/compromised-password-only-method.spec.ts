import { expect, test } from "./fixtures";
import { expectSignedIn, NEW_PASSWORD, signIn, submitNewPassword } from "./steps";

/** No message can be sent, so the password is the only sign-in method. */
test.use({ settings: { INBOX: "off" } });

const grace = { address: "grace@example.com", password: "violet otter mends lanterns" };

test("@server without another method, a compromised password signs in to a session that can only set a new password", async ({
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

import { expect, test } from "../fixtures";
import { newName } from "./organization-steps";

test.use({ settings: { REQUIRE_ORGANIZATION: "true", REQUIRE_MFA: "true" } });

test("@server the tasks follow in order and keep the redirect URL", async ({ page, user }) => {
  await page.goto("/dashboard");
  await page.getByLabel("Email address or phone number").fill(user.address);
  await page.getByLabel("Password", { exact: true }).fill(user.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL("/session-tasks/choose-organization?redirect_url=%2Fdashboard");
  await page.goto("/session-tasks/setup-mfa");
  await expect(page).toHaveURL(/\/session-tasks\/choose-organization/);
  await page.goto("/dashboard");
  await page.getByLabel("Organization name").fill(newName());
  await page.getByRole("button", { name: "Create organization" }).click();
  await expect(page).toHaveURL("/session-tasks/setup-mfa?redirect_url=%2Fdashboard");
  await page.goto("/organizations");
  await expect(page).toHaveURL(/\/session-tasks\/setup-mfa/);
});

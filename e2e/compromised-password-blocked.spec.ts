import { expect, test } from "./fixtures";
import { signIn } from "./steps";

test.use({ settings: { INBOX: "off", COMPROMISED_WITHOUT_METHOD: "refuse" } });

test("@server rejects a compromised password when COMPROMISED_WITHOUT_METHOD=refuse", async ({ page }) => {
  await signIn(page, "grace@example.com", "violet otter mends lanterns");
  await expect(page.getByText("Your password may be compromised")).toBeVisible();
  await page.goto("/dashboard");
  await expect(page).toHaveURL(/\/sign-in/);
});

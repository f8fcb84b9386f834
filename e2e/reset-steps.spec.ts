import { expect, test } from "./fixtures";
import { expectSignedIn, NEW_PASSWORD, openSignedIn, requestPasswordReset, submitNewPassword } from "./steps";

test.describe.configure({ mode: "default" });
test.use({ settings: { RESET_STEPS: "two", RESEND_COOLDOWN_SECONDS: "0" } });

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("@server RESET_STEPS=two asks for the code, then for the new password, in the same browser only", async ({
      page,
      otherBrowser,
      user,
      inbox,
    }) => {
      await requestPasswordReset(page, user.address);
      await expect(page.getByLabel("New password", { exact: true })).toHaveCount(0);
      const first = await inbox.code(user.address);
      const submitCode = async (code: string) => {
        await page.getByLabel("Verification code").fill(code);
        await page.getByRole("button", { name: "Continue" }).click();
      };
      await submitCode(first === "123456" ? "654321" : "123456");
      await expect(page.getByText("Incorrect code. 4 attempts left.")).toBeVisible();
      await expect(page.getByRole("link", { name: "Change it" })).toHaveAttribute("href", "/forgot-password");
      await submitCode(first);
      await expect(page.getByLabel("New password", { exact: true })).toBeVisible();
      await expect(page.getByLabel("Verification code")).toHaveCount(0);
      await expect(page.getByRole("link", { name: "Start again" })).toHaveAttribute(
        "href",
        "/forgot-password",
      );
      await otherBrowser.goto(page.url());
      await expect(
        otherBrowser.getByRole("heading", { name: "This password reset isn't available in this browser" }),
      ).toBeVisible();
      await expect(otherBrowser.getByLabel("New password", { exact: true })).toHaveCount(0);
      await page.goto("/reset-password");
      await submitNewPassword(page, "too short, odd");
      await expect(page.getByText("Use at least 15 characters")).toBeVisible();
      await submitNewPassword(page, NEW_PASSWORD);
      await expectSignedIn(page, user.address);
      await openSignedIn(otherBrowser, { ...user, password: NEW_PASSWORD });
    });
  });
}

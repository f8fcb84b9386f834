import { NativeClient } from "./api";
import { expect, test } from "./fixtures";
import { arrive, confirmHere, NEW_PASSWORD, submitNewPassword } from "./steps";

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("@server a link to sign in with that leads to /reset-password ends in a new password", async ({
      page,
      app,
      person,
      inbox,
    }) => {
      await page.goto("/sign-in");
      await page.request.post("/api/v1/sign-ins", {
        headers: { Origin: app.url },
        data: { identifier: person.address, strategy: "email_link", redirectUrl: "/reset-password" },
      });
      await confirmHere(page, await inbox.link(person.address));
      await expect(page).toHaveURL("/account/password");
      await page.getByLabel("New password", { exact: true }).fill(NEW_PASSWORD);
      await page.getByLabel("Confirm new password").fill(NEW_PASSWORD);
      await page.getByRole("button", { name: "Set password" }).click();
      await expect(page.getByText("You have a new password.")).toBeVisible();
    });

    test("@server an access token that leads to /reset-password leaves the address, and sets a password once", async ({
      page,
      app,
      person,
      inbox,
    }) => {
      const asked = { email: person.address, redirectUrl: "/reset-password" };
      await new NativeClient(app).ok("/password-reset/email", asked);
      const link = await inbox.link(person.address);
      expect(link).toContain("/reset-password?access_token=");
      await page.goto(link);
      await expect(page).toHaveURL("/reset-password/link");
      await submitNewPassword(page, "too short");
      await expect(page.getByText("Please use at least 15 characters")).toBeVisible();
      await submitNewPassword(page, NEW_PASSWORD);
      await expect(page).toHaveURL("/sign-in?reset=done");
      await arrive(page, { ...person, password: NEW_PASSWORD });

      await page.goto(link);
      await submitNewPassword(page, "another harbour, eight kites");
      await expect(page.getByText("This link has already been used")).toBeVisible();
      await expect(page).toHaveURL("/reset-password/link");
    });
  });
}

test("@server without a link there is nothing to reset by one", async ({ page }) => {
  await page.goto("/reset-password/link");
  await expect(page.getByRole("heading", { name: "This reset is not one of this browser" })).toBeVisible();
});

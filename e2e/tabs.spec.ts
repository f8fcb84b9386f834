import { outdateProofs } from "./database";
import { expect, test } from "./fixtures";
import { openSignedIn, signOut } from "./steps";

test.describe("two tabs of one browser", () => {
  test("signing out in one tab opens the sign-in page in the other", async ({ page, context, user }) => {
    await openSignedIn(page, user);
    const tab = await context.newPage();
    await tab.goto("/account");
    await expect(tab.getByRole("heading", { level: 1 })).toBeVisible();
    await page.goto("/dashboard");
    await signOut(page);
    await expect(tab).toHaveURL(/\/sign-in\?redirect_url=%2Faccount$/);
  });

  test("@sql reauthenticating in one tab continues the other", async ({ app, page, context, user }) => {
    await openSignedIn(page, user);
    await outdateProofs(app, user.address);
    const tab = await context.newPage();
    for (const [at, path] of [
      [page, "/account/password"],
      [tab, "/account/delete"],
    ] as const) {
      await at.goto(path);
      await expect(at).toHaveURL(/\/account\/confirm/);
    }
    await page.getByLabel("Password", { exact: true }).fill(user.password);
    await page.getByRole("button", { name: "Continue" }).click();
    await expect(page).toHaveURL(/\/account\/password$/);
    await expect(tab).toHaveURL(/\/account\/delete$/);
  });
});

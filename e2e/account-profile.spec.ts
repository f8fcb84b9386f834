import { expect, test } from "./fixtures";
import { readForm, sendForm } from "./raw-form";
import { openSignedIn } from "./steps";
import { signedIn } from "./visitor";

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("sets a name in any script and clears it", async ({ page, user }) => {
      await openSignedIn(page, user);
      await page.goto("/account");
      const name = page.getByLabel("Name", { exact: true });
      for (const typed of ["عائشة بنت أحمد", "Zoë <b>O'Neil</b>", ""]) {
        await name.fill(typed);
        await page.getByRole("button", { name: "Save" }).click();
        await expect(page.getByText("Profile saved.")).toBeVisible();
        await page.reload();
        await expect(name).toHaveValue(typed);
      }
    });

    test("rejects a name that is too long and keeps the input", async ({ page, user }) => {
      await openSignedIn(page, user);
      await page.goto("/account");
      const name = page.getByLabel("Name", { exact: true });
      await name.fill("n".repeat(101));
      await page.getByRole("button", { name: "Save" }).click();
      await expect(page.getByText("Enter a name of 1 to 100 characters.")).toBeVisible();
      await expect(name).toHaveValue("n".repeat(101));
      await expect(name).toHaveAttribute("aria-invalid", "true");
    });
  });
}

test("@server rejects a name with line breaks, control characters or direction overrides", async ({
  app,
  user,
}) => {
  const { cookies } = await signedIn(app, user);
  const form = await readForm(`${app.url}/account`, "name", cookies);
  for (const name of ["two\nlines", "turned\u202earound", "\0"]) {
    expect((await sendForm(form, { name })).html, JSON.stringify(name)).toContain('aria-invalid="true"');
  }
});

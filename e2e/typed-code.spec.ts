import { expect, test } from "./fixtures";
import { expectSignedIn, identify, wrongCode } from "./steps";

test("a typed or pasted code submits itself once", async ({ page, context, user, inbox }) => {
  await identify(page, user.address);
  await page.getByRole("button", { name: "Email code to" }).click();
  const field = page.getByLabel("Verification code");
  await expect(field).toBeVisible();
  const code = await inbox.code(user.address);
  let submissions = 0;
  page.on("request", (request) => {
    if (request.method() === "POST") submissions++;
  });
  await field.pressSequentially(`a${wrongCode(code)}`);
  await expect(page.getByText("Incorrect code.")).toBeVisible();
  await expect(field).toHaveValue(wrongCode(code));
  await expect(field).toBeFocused();
  expect(submissions).toBe(1);
  await field.fill("");
  await expect(page.getByText("Incorrect code.")).toHaveCount(0);
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.evaluate((text) => navigator.clipboard.writeText(text), `${code.slice(0, 3)} ${code.slice(3)}`);
  await field.press("ControlOrMeta+v");
  await expectSignedIn(page, user.address);
  expect(submissions).toBe(2);
});

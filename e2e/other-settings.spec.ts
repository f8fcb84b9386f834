import { NativeClient, signedInApp } from "./api";
import { expect, test } from "./fixtures";
import { askForReset, expectSignedIn, NEW_PASSWORD, signIn, submitReset } from "./steps";

test.describe.configure({ mode: "default" });
test.use({
  settings: { AFTER_PASSWORD_RESET: "sign-in", REVEAL_ACCOUNTS: "true", SIGN_OUT_OTHERS_ON_RESET: "false" },
});

test("@server after a reset the person is led to the sign-in page, and others stay signed in unless asked for", async ({
  page,
  otherBrowser,
  person,
  inbox,
}) => {
  await signIn(otherBrowser, person.address, person.password);
  await expectSignedIn(otherBrowser, person.address);
  await askForReset(page, person.address);
  await expect(page.getByLabel("Sign out of all other devices")).not.toBeChecked();
  await submitReset(page, await inbox.code(person.address));
  await expect(page.getByText("Your password is new. Sign in with it.")).toBeVisible();
  await otherBrowser.goto("/dashboard");
  await expect(otherBrowser.getByRole("heading", { name: "Dashboard" })).toBeVisible();
  await signIn(page, person.address, NEW_PASSWORD);
  await expectSignedIn(page, person.address);
});

test("@server who wants to tell that an address is unknown, can", async ({ page }) => {
  await signIn(page, "nobody@people.example", "not the password at all");
  await expect(page.getByText("We couldn't find an account with that address")).toBeVisible();
  await page.goto("/forgot-password");
  await page.getByLabel("Email address or phone number").fill("nobody@people.example");
  await page.getByRole("button", { name: "Send reset instructions" }).click();
  await expect(page.getByText("We couldn't find an account with that address")).toBeVisible();
});

test("@server who wants to tell that an address is taken, can", async ({ page, person }) => {
  await page.goto("/sign-up");
  await page.getByLabel("Email address").fill(person.address);
  await page.getByLabel("Password", { exact: true }).fill(NEW_PASSWORD);
  await page.getByRole("button", { name: "Sign up" }).click();
  await expect(page.getByText("There is an account with that already")).toBeVisible();
});

test("@server who wants to tell that an address is unknown or unproven, can by the API", async ({
  app,
  person,
}) => {
  const client = await signedInApp(app, person);
  const emailAddress = `unproven-${person.address}`;
  await client.ok("/me/email-addresses", { emailAddress });
  for (const email of [emailAddress, "nobody@people.example"]) {
    const refused = await new NativeClient(app).post("/password-reset/email", {
      email,
      redirectUrl: "/callback",
    });
    expect([refused.codes, refused.fields]).toEqual([["form_identifier_not_found"], ["email"]]);
  }
  const refused = await new NativeClient(app).post("/password-reset/phone", { phone: "+14155550000" });
  expect([refused.codes, refused.fields]).toEqual([["form_identifier_not_found"], ["phone"]]);
});

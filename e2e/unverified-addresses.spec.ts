import { randomUUID } from "node:crypto";
import { expect, test } from "./fixtures";
import { readForm, sendForm } from "./raw-form";
import { expectSignedIn, NEW_PASSWORD, requestPasswordReset, signUp, submitCode, submitReset } from "./steps";

test.describe.configure({ mode: "default" });
test.use({ settings: { RESEND_COOLDOWN_SECONDS: "0" } });

const newAddress = () => `${randomUUID()}@newcomers.example`;

test("@server an unverified sign-up does not reserve the address", async ({ page, otherBrowser, inbox }) => {
  const address = newAddress();
  await signUp(otherBrowser, address, "code");
  const squattersCode = await inbox.code(address);
  await signUp(page, address, "code");
  await submitCode(page, await inbox.code(address, 2));
  await expectSignedIn(page, address);
  await submitCode(otherBrowser, squattersCode);
  await expect(otherBrowser.getByText(/no longer available|was cancelled/).first()).toBeVisible();
  await otherBrowser.goto("/dashboard");
  await expect(otherBrowser).toHaveURL(/\/sign-in/);
});

test("@server @texts a number that an unverified sign-up gave is not added to the account of the owner", async ({
  app,
  page,
  inbox,
}) => {
  const address = newAddress();
  const form = await readForm(`${app.url}/sign-up`, "emailAddress");
  const claim = { emailAddress: address, phoneNumber: "+1 415 555 9999", password: NEW_PASSWORD };
  expect((await sendForm(form, claim)).status).toBe(303);
  await inbox.code(address);
  await signUp(page, address, "code");
  await submitCode(page, await inbox.code(address, 2));
  await expectSignedIn(page, address);
  await page.goto("/account");
  await expect(page.getByRole("heading", { name: "Phone numbers" })).toBeVisible();
  await expect(page.getByText("+14155559999")).toBeHidden();
});

test("@server an unverified address cannot reset a password", async ({ page, otherBrowser, inbox }) => {
  const address = newAddress();
  await signUp(otherBrowser, address, "code");
  await inbox.code(address);
  await requestPasswordReset(page, address);
  await submitReset(page, "000000");
  await expect(page.getByText("4 attempts left")).toBeVisible();
  expect(await inbox.messages(address)).toHaveLength(1);
});

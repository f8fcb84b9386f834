import { query } from "../database";
import { expect, test } from "../fixtures";
import { App } from "../servers/app";
import {
  expectSignedIn,
  identify,
  NEW_PASSWORD,
  reloadUntilVisible,
  requestPasswordReset,
  signIn,
  signOut,
  submitCode,
  submitReset,
} from "../steps";
import { phoneOf } from "../users";
import { startTwilio } from "./twilio";

const masked = (number: string) => `•••• ${number.slice(-2)}`;

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("signs in by SMS code", async ({ page, user, inbox }) => {
      await identify(page, user.phone);
      await page.getByRole("button", { name: `Text message to ${masked(user.phone)}` }).click();
      await submitCode(page, await inbox.code(user.phone));
      await expectSignedIn(page, user.address);
    });

    test("signs in by number and password, and resets the password by SMS code", async ({
      page,
      user,
      inbox,
    }) => {
      await signIn(page, user.phone, user.password);
      await expectSignedIn(page, user.address);
      await signOut(page);
      await requestPasswordReset(page, user.phone);
      await expect(page.getByText(masked(user.phone))).toBeVisible();
      await submitReset(page, await inbox.code(user.phone));
      await expectSignedIn(page, user.address);
      await signOut(page);
      await signIn(page, user.phone, NEW_PASSWORD);
      await expectSignedIn(page, user.address);
    });
  });
}

test("accepts every common spelling of a number", async ({ page, user, inbox }) => {
  const digits = user.phone.slice(2);
  const spelt = `+1 (${digits.slice(0, 3)}) ${digits.slice(3, 6)}-${digits.slice(6)}`;
  const fullWidth = [...user.phone].map((c) => String.fromCodePoint(c === "+" ? 0xff0b : 0xff10 + Number(c)));
  for (const typed of [
    spelt,
    `001${digits}`,
    `(${digits.slice(0, 3)}) ${digits.slice(3)}`,
    fullWidth.join(""),
  ]) {
    await signIn(page, `\u202a${typed}\u202c`, user.password);
    await expectSignedIn(page, user.address);
    await signOut(page);
  }
  await identify(page, spelt);
  await page.getByRole("button", { name: "Text message to" }).click();
  await submitCode(page, await inbox.code(user.phone));
  await expectSignedIn(page, user.address);
});

test("an unknown number gets the same pages and no message", async ({ page, inbox }) => {
  const unknown = "+14155557777";
  await requestPasswordReset(page, unknown);
  await expect(page.getByText(masked(unknown))).toBeVisible();
  await submitReset(page, "123456");
  await expect(page.getByText("4 attempts left")).toBeVisible();
  await identify(page, unknown);
  await expect(page.getByRole("button", { name: `Text message to ${masked(unknown)}` })).toBeVisible();
  expect(await inbox.messages(unknown)).toEqual([]);
});

test("rejects invalid numbers at their field", async ({ page }) => {
  for (const typed of ["12", "+1", "+999123456789", "+1 900 555 0100", "call me on +1 415 555 0100"]) {
    await page.goto("/forgot-password");
    await page.getByLabel("Email address or phone number").fill(typed);
    await page.getByRole("button", { name: "Send reset instructions" }).click();
    await expect(page.getByText("Enter an email address, like name@example.com")).toBeVisible();
    await expect(page.getByLabel("Email address or phone number")).toHaveValue(typed);
  }
});

test("rejects a country without SMS, for known and unknown numbers", async ({ page }) => {
  await page.goto("/forgot-password");
  await page.getByLabel("Email address or phone number").fill("+1 876 555 0100");
  await page.getByRole("button", { name: "Send reset instructions" }).click();
  await expect(page.getByText("This method is not available")).toBeVisible();
});

test("@server sends exactly one SMS through Twilio, in the format that phones autofill", async ({
  databaseKind,
  page,
}) => {
  const twilio = await startTwilio();
  const app = await App.start(databaseKind, {
    TWILIO_ACCOUNT_SID: "AC0123",
    TWILIO_AUTH_TOKEN: "a token of this test",
    TWILIO_FROM: "+15005550006",
    TWILIO_BASE_URL: twilio.url,
  });
  const number = phoneOf(0);
  await page.goto(`${app.url}/forgot-password`);
  await page.getByLabel("Email address or phone number").fill(number);
  await page.getByRole("button", { name: "Send reset instructions" }).click();
  await expect(page.getByLabel("Verification code")).toBeVisible();
  await expect.poll(() => twilio.texts.length).toBe(1);
  const [text] = twilio.texts;
  expect(text).toMatchObject({
    path: "/2010-04-01/Accounts/AC0123/Messages.json",
    authorization: `Basic ${Buffer.from("AC0123:a token of this test").toString("base64")}`,
    to: number,
    from: "+15005550006",
  });
  const code = /\d{6}/.exec(text?.body ?? "")?.[0] ?? "";
  expect(text?.body).toContain("Latchkey");
  expect(text?.body).toContain("10 minutes");
  expect(text?.body).toContain("Don't share it");
  expect(text?.body.split("\n").at(-1)).toBe(`@localhost #${code}`);
  expect(text?.body).not.toMatch(/https?:/);
  await reloadUntilVisible(page.getByText("Message sent."));
  await submitReset(page, code);
  await expect(page.getByRole("button", { name: "Sign out" })).toBeVisible();
  expect(twilio.texts).toHaveLength(1);
  await app.stop();
  twilio.stop();
});

test("@server limits the number of SMS per day", async ({ databaseKind, page }) => {
  const app = await App.start(databaseKind, { SMS_DAILY_LIMIT: "2", RESEND_COOLDOWN_SECONDS: "0" });
  const ask = async (number: string) => {
    await page.goto(`${app.url}/forgot-password`);
    await page.getByLabel("Email address or phone number").fill(number);
    await page.getByRole("button", { name: "Send reset instructions" }).click();
  };
  // SMS to unknown numbers do not count, and no page reveals that a message was suppressed.
  for (const number of ["+14155557777", phoneOf(0), "+14155558888", phoneOf(1), phoneOf(2)]) {
    await ask(number);
    await expect(page.getByLabel("Verification code")).toBeVisible();
  }
  const ended = () =>
    query(
      app,
      `SELECT recipient FROM "OutboxMessage" WHERE status = 'sent' AND channel = 'sms' ORDER BY "createdAt"`,
    );
  await expect.poll(() => query(app, `SELECT 1 FROM "OutboxMessage" WHERE "endedAt" IS NULL`)).toEqual([]);
  expect(await ended()).toEqual([{ recipient: phoneOf(0) }, { recipient: phoneOf(1) }]);
  await app.stop();
});

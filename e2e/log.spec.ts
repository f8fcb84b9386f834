import { expect, test } from "./fixtures";
import { rawReset, readForm, sendForm } from "./raw-form";
import { askForSignInLink, confirmHere, expectSignedIn, NEW_PASSWORD, signIn, signOut } from "./steps";
import { proveApp, submitFactor } from "./two-step";

test("@server the log contains no link token, authenticator secret or backup code", async ({
  app,
  page,
  user,
  inbox,
}) => {
  await signIn(page, user.address, user.password);
  await expectSignedIn(page, user.address);
  await page.goto("/account/two-step");
  await page.getByRole("button", { name: "Set up authenticator app" }).click();
  const secret = (await page.getByTestId("totp-secret").textContent()) ?? "";
  const { backupCodes } = await proveApp(page);
  await page.goto("/");
  await signOut(page);
  await askForSignInLink(page, user.address);
  const link = await inbox.link(user.address);
  await confirmHere(page, link);
  await page.getByRole("link", { name: "Use a backup code" }).click();
  const [first = "", ...others] = backupCodes;
  await submitFactor(page, "Backup code", first);
  await expectSignedIn(page, user.address);
  const token = new URL(link).searchParams.get("token") ?? "";
  const secrets = [token, secret.replaceAll(" ", ""), first, first.replaceAll("-", ""), ...others];
  for (const value of secrets) {
    expect(value.length).toBeGreaterThan(10);
    expect(app.log.includes(value)).toBe(false);
  }
});

test("@server the log contains no password, code, token or address", async ({ app, user, inbox }) => {
  // A long log contains any six digits by chance, so only the lines of this test are searched.
  const before = app.log.length;
  const form = await rawReset(app.url, user.address, { "user-agent": 'Firefox {"event":"forged"}' });
  const code = await inbox.code(user.address);
  const done = await sendForm(form, { code, password: NEW_PASSWORD, confirmPassword: NEW_PASSWORD });
  const signIn = await readForm(`${app.url}/sign-in`, "identifier");
  await sendForm(signIn, { identifier: user.address, password: "not the password at all" });
  const tokens = done.cookies.split("; ").map((pair) => pair.split("=")[1] ?? "");
  expect(tokens.every((token) => token.length > 20)).toBe(true);
  for (const secret of [
    code,
    NEW_PASSWORD,
    user.password,
    user.address,
    "not the password at all",
    ...tokens,
  ]) {
    expect(app.log.slice(before).includes(secret)).toBe(false);
  }
  const lines = app.log.split("\n").filter((line) => line.startsWith("{"));
  expect(lines.length).toBeGreaterThan(2);
  for (const line of lines)
    expect(JSON.parse(line)).toMatchObject({ event: expect.any(String), time: expect.any(String) });
});

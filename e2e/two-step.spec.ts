import { Authenticator } from "./authenticator";
import { outdateProofs } from "./database";
import { expect, test } from "./fixtures";
import { readForm, type Sent, sendForm } from "./raw-form";
import {
  askForSignInLink,
  clickAndConfirm,
  confirmHere,
  expectSignedIn,
  NEW_PASSWORD,
  openSignedIn,
  requestPasswordReset,
  sessionToken,
  signIn,
  signOut,
  submitReset,
} from "./steps";
import { secondStep, setUpApp, shownBackupCodes, submitFactor, turnOnApp } from "./two-step";

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("sets up an authenticator app, requires it at the next sign-in, and accepts each code once", async ({
      page,
      user,
      inbox,
    }) => {
      await openSignedIn(page, user);
      const { app, backupCodes } = await turnOnApp(page);
      expect(new Set(backupCodes).size).toBe(10);
      await page.goto("/account/two-step");
      await expect(page.getByTestId("two-step")).toHaveText("on");
      await inbox.withSubject(user.address, "An authenticator app was set up");
      await page.goto("/");
      await signOut(page);

      await page.goto("/dashboard");
      await page.getByLabel("Email address or phone number").fill(user.address);
      await page.getByLabel("Password", { exact: true }).fill(user.password);
      await page.getByRole("button", { name: "Sign in" }).click();
      await expect(secondStep(page)).toBeVisible();
      await page.goto("/sign-in/factor-two");
      await page.getByLabel("Trust this device").check();
      await submitFactor(page, "Authenticator code", app.wrongCode());
      await expect(page.getByText("Incorrect or already used. Wait for the next code")).toBeVisible();
      await expect(page.getByLabel("Trust this device")).toBeChecked();
      await page.getByLabel("Trust this device").uncheck();
      const code = await app.code();
      await submitFactor(page, "Authenticator code", code);
      await expect(page.getByRole("heading", { name: "Dashboard" })).toBeVisible();
      await page.goto("/");
      await signOut(page);

      await signIn(page, user.address, user.password);
      await submitFactor(page, "Authenticator code", code);
      await expect(page.getByText("already used")).toBeVisible();
    });

    test("a backup code works once and sends a notice", async ({ app, page, user, inbox }) => {
      const { backupCodes } = await setUpApp(app, user);
      const [first = ""] = backupCodes;
      await signIn(page, user.address, user.password);
      await page.getByRole("link", { name: "Use a backup code" }).click();
      await submitFactor(page, "Backup code", first.toUpperCase().replaceAll("-", " "));
      await expectSignedIn(page, user.address);
      await inbox.withSubject(user.address, "A backup code was used");
      await signOut(page);
      await signIn(page, user.address, user.password);
      await page.getByRole("link", { name: "Use a backup code" }).click();
      await submitFactor(page, "Backup code", first);
      await expect(page.getByText("Incorrect or already used. Each backup code works once.")).toBeVisible();
    });
  });
}

test("@texts requires the second factor after a link and a reset too", async ({ app, page, user, inbox }) => {
  const { backupCodes } = await setUpApp(app, user);
  const [first = "", second = ""] = backupCodes;

  await askForSignInLink(page, user.address);
  await confirmHere(page, await inbox.link(user.address));
  await expect(secondStep(page)).toBeVisible();
  await page.goto("/dashboard");
  await expect(page).toHaveURL(/\/sign-in\?/);
  await page.goBack();
  await page.getByRole("link", { name: "Use a backup code" }).click();
  await submitFactor(page, "Backup code", first);
  await expect(page).toHaveURL("/?strategy=email_link");
  await signOut(page);

  await page.goto("/forgot-password");
  await page.getByLabel("Email address or phone number").fill(user.phone);
  await page.getByRole("button", { name: "Send reset instructions" }).click();
  await submitReset(page, await inbox.code(user.phone));
  await expect(secondStep(page)).toBeVisible();
  const waiting = page.url();
  await page.goto("/dashboard");
  await expect(page).toHaveURL(/\/sign-in\?/);
  await signIn(page, user.address, NEW_PASSWORD);
  await expect(page.getByText("Incorrect email, phone number or password")).toBeVisible();
  await page.goto(waiting);
  await page.getByRole("link", { name: "Use a backup code" }).click();
  await submitFactor(page, "Backup code", second);
  await expectSignedIn(page, user.address);
  await signOut(page);
  await signIn(page, user.address, NEW_PASSWORD);
  await expect(secondStep(page)).toBeVisible();
});

test("does not ask a trusted device again until the password changes", async ({
  app: server,
  page,
  user,
  inbox,
  otherBrowser,
}) => {
  const { app, backupCodes } = await setUpApp(server, user);
  await signIn(page, user.address, user.password);
  await page.getByLabel("Trust this device for 30 days").check();
  await submitFactor(page, "Authenticator code", await app.code());
  await expectSignedIn(page, user.address);
  await signOut(page);
  await signIn(page, user.address, user.password);
  await expectSignedIn(page, user.address);

  await signIn(otherBrowser, user.address, user.password);
  await expect(secondStep(otherBrowser)).toBeVisible();

  await signOut(page);
  await requestPasswordReset(page, user.address);
  await submitReset(page, await inbox.code(user.address));
  await expect(secondStep(page)).toBeVisible();
  await page.getByRole("link", { name: "Use a backup code" }).click();
  await submitFactor(page, "Backup code", backupCodes[0] ?? "");
  await expectSignedIn(page, user.address);
});

test("setting up a second factor revokes all other sessions", async ({ page, user, otherBrowser }) => {
  await signIn(otherBrowser, user.address, user.password);
  await expectSignedIn(otherBrowser, user.address);
  await openSignedIn(page, user);
  const before = await sessionToken(page);
  await turnOnApp(page);
  const after = await sessionToken(page);
  expect(after).not.toBe(before);
  await otherBrowser.goto("/dashboard");
  await expect(otherBrowser).toHaveURL(/\/sign-in/);
});

test("only the session that created a secret can see it, and an unverified secret has no effect", async ({
  page,
  user,
  otherBrowser,
}) => {
  await openSignedIn(page, user);
  await openSignedIn(otherBrowser, user);
  await page.goto("/account/two-step");
  await page.getByRole("button", { name: "Set up authenticator app" }).click();
  await expect(page.getByTestId("totp-secret")).toBeVisible();
  await otherBrowser.goto("/account/two-step/setup?by=totp");
  await expect(otherBrowser.getByTestId("totp-secret")).toHaveCount(0);
  await page.getByLabel("Authenticator code").fill("12345");
  await page.getByRole("button", { name: "Confirm" }).click();
  await expect(page.getByText("Enter the 6-digit code")).toBeVisible();
  await page.goto("/");
  await signOut(page);
  await signIn(page, user.address, user.password);
  await expectSignedIn(page, user.address);
});

test("removes a factor, and new backup codes replace the old ones", async ({ page, user, inbox }) => {
  await openSignedIn(page, user);
  const { backupCodes } = await turnOnApp(page);
  await page.goto("/account/two-step");
  await page.getByRole("button", { name: "Generate new codes" }).click();
  const renewed = await shownBackupCodes(page);
  expect(renewed.some((code) => backupCodes.includes(code))).toBe(false);
  await page.goto("/");
  await signOut(page);
  await signIn(page, user.address, user.password);
  await page.getByRole("link", { name: "Use a backup code" }).click();
  await submitFactor(page, "Backup code", backupCodes[1] ?? "");
  await expect(page.getByText("Incorrect or already used. Each backup code works once.")).toBeVisible();
  await submitFactor(page, "Backup code", renewed[1] ?? "");
  await expectSignedIn(page, user.address);
  await page.goto("/account/two-step");
  await clickAndConfirm(page.getByRole("button", { name: "Remove authenticator app" }), "Remove app");
  await expect(page.getByTestId("two-step")).toHaveText("off");
  await expect(page.getByText("app removed. Two-step verification is off.")).toBeVisible();
  await inbox.withSubject(user.address, "Your authenticator app was removed");
  await page.goto("/");
  await signOut(page);
  await signIn(page, user.address, user.password);
  await expectSignedIn(page, user.address);
});

test("@server @sql requires recent authentication by the second factor for a change; a password is not enough", async ({
  app: server,
  page,
  user,
}) => {
  await openSignedIn(page, user);
  const { app, backupCodes } = await turnOnApp(page);
  await outdateProofs(server, user.address);
  await page.goto("/account/two-step");
  await clickAndConfirm(page.getByRole("button", { name: "Remove authenticator app" }), "Remove app");
  await expect(page.getByRole("heading", { name: "Verify it's you" })).toBeVisible();
  await expect(page.getByLabel("Password", { exact: true })).toHaveCount(0);
  await submitFactor(page, "Authenticator code", app.wrongCode());
  await expect(page.getByText("Incorrect or already used. Wait for the next code")).toBeVisible();
  await submitFactor(page, "Authenticator code", await app.code());
  await expect(page).toHaveURL("/account/two-step");
  await page.getByRole("button", { name: "Generate new codes" }).click();
  const renewed = await shownBackupCodes(page);

  await outdateProofs(server, user.address);
  await page.goto("/account/two-step");
  await clickAndConfirm(page.getByRole("button", { name: "Remove authenticator app" }), "Remove app");
  await page.getByRole("link", { name: "Use a backup code" }).click();
  await submitFactor(page, "Backup code", backupCodes[0] ?? "");
  await expect(page.getByText("Incorrect or already used. Each backup code works once.")).toBeVisible();
  await submitFactor(page, "Backup code", renewed[0] ?? "");
  await expect(page).toHaveURL("/account/two-step");
  await clickAndConfirm(page.getByRole("button", { name: "Remove authenticator app" }), "Remove app");
  await expect(page.getByTestId("two-step")).toHaveText("off");
});

test("the demo account with an authenticator app requires its code", async ({ page }) => {
  const app = new Authenticator("LATCHKEYDEMOSECRETFORLINUSONLYAA");
  await signIn(page, "linus@example.com", "violet otter mends lanterns");
  await submitFactor(page, "Authenticator code", await app.code());
  await expectSignedIn(page, "linus@example.com");
});

test.describe("@server concurrent attempts", () => {
  test("checks at most ten of 50 concurrent wrong codes over all attempts, then rejects the correct one", async ({
    app: server,
    user,
    inbox,
  }) => {
    const { app } = await setUpApp(server, user);
    const challenges = await Promise.all(Array.from({ length: 5 }, () => challenge(server.url, user)));
    const wrong = app.wrongCode();
    const answers = await Promise.all(
      challenges.flatMap((form) => Array.from({ length: 10 }, () => sendForm(form, { code: wrong }))),
    );
    const isChecked = ({ html }: Sent) => html.includes("already used");
    const checked = answers.filter(isChecked).length;
    expect(checked).toBeGreaterThan(0);
    expect(checked).toBeLessThanOrEqual(10);
    for (const { html } of answers.filter((answer) => !isChecked(answer)))
      expect(html).toMatch(
        /Too many incorrect codes|Something went wrong on our end\. Try again in a moment\./,
      );
    const fresh = await challenge(server.url, user);
    const right = await sendForm(fresh, { code: await app.code() });
    expect(right.html).toContain("Too many incorrect codes");
    expect(right.cookies).not.toContain("latchkey.session");
    expect(
      await inbox.withSubject(user.address, "Someone may be trying to sign in to your account"),
    ).toHaveLength(1);
  });

  test("of 8 concurrent correct codes exactly one signs in", async ({ app: server, user }) => {
    const { app } = await setUpApp(server, user);
    const one = await challenge(server.url, user);
    const other = await challenge(server.url, user);
    const code = await app.code();
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, index) => sendForm(index % 2 ? one : other, { code })),
    );
    expect(answers.filter(({ cookies }) => cookies.includes("latchkey.session"))).toHaveLength(1);
  });

  test("an attempt is bound to one browser and one user", async ({ app: server, user, createNextUser }) => {
    const { app } = await setUpApp(server, user);
    const form = await challenge(server.url, user);
    const code = await app.code();
    const stranger = await sendForm({ ...form, cookies: "" }, { code });
    expect(stranger.html).toContain("has expired or belongs to another browser");
    const { app: othersApp } = await setUpApp(server, createNextUser());
    const foreign = await sendForm(form, { code: await othersApp.code() });
    expect(foreign.html).toContain("already used");
    const own = await sendForm(form, { code });
    expect(own.cookies).toContain("latchkey.session");
  });

  test("the Auth.js endpoint does not create a session without the second factor", async ({
    app: server,
    user,
  }) => {
    await setUpApp(server, user);
    const { csrfToken, cookies } = await csrf(server.url);
    const answer = await fetch(`${server.url}/api/auth/callback/credentials`, {
      method: "POST",
      redirect: "manual",
      headers: { origin: server.url, cookie: cookies, "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams({ csrfToken, identifier: user.address, password: user.password }),
    });
    expect(answer.headers.getSetCookie().join()).not.toContain("latchkey.session=");
  });
});

/** Signs in by password in a separate browser. Returns the form of the second step. */
async function challenge(url: string, { address, password }: { address: string; password: string }) {
  const asked = await sendForm(await readForm(`${url}/sign-in`, "password"), {
    identifier: address,
    password,
  });
  expect(asked.location).toContain("/sign-in/factor-two");
  expect(asked.cookies).not.toContain("latchkey.session");
  return readForm(new URL(asked.location ?? "", url).href, "code", asked.cookies);
}

async function csrf(url: string): Promise<{ csrfToken: string; cookies: string }> {
  const answer = await fetch(`${url}/api/auth/csrf`);
  const { csrfToken } = (await answer.json()) as { csrfToken: string };
  const cookies = answer.headers.getSetCookie().map((cookie) => cookie.split(";")[0]);
  return { csrfToken, cookies: cookies.join("; ") };
}

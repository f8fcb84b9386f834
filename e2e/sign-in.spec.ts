import { expect, test } from "./fixtures";
import { readForm, sendForm } from "./raw-form";
import {
  expectSignedIn,
  NEW_PASSWORD,
  requestPasswordReset,
  signIn,
  signOut,
  submitCode,
  submitNewPassword,
  submitReset,
} from "./steps";

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("signs in, redirects to the requested page, and signs out", async ({ page, user }) => {
      await page.goto("/dashboard");
      await expect(page).toHaveURL("/sign-in?redirect_url=%2Fdashboard");
      await page.getByLabel("Email address or phone number").fill(user.address.toUpperCase());
      await page.getByLabel("Password", { exact: true }).fill(user.password);
      await page.getByRole("button", { name: "Sign in" }).click();
      await expect(page.getByRole("heading", { name: "Dashboard" })).toBeVisible();
      await page.getByRole("button", { name: "Sign out" }).click();
      await expect(page.getByRole("link", { name: "Sign in" })).toBeVisible();
      await page.goto("/dashboard");
      await expect(page).toHaveURL(/\/sign-in/);
    });

    test("shows an error at each invalid field and keeps the input", async ({ page }) => {
      await signIn(page, "not an address", "");
      const identifier = page.getByLabel("Email address or phone number");
      await expect(page.getByText("This field is required.")).toBeVisible();
      await expect(identifier).toHaveValue("not an address");
      await page.getByLabel("Password", { exact: true }).fill("some password or other");
      await page.getByRole("button", { name: "Sign in" }).click();
      await expect(page.getByText("Enter an email address, like name@example.com")).toBeVisible();
      await expect(identifier).toHaveAttribute("aria-invalid", "true");
      await expect(identifier).toHaveValue("not an address");
    });

    test("keeps the requested page while the method is switched", async ({ page, user }) => {
      await page.goto("/api/auth/signin?callbackUrl=%2Faccount");
      await page.getByRole("link", { name: "Forgot password?" }).click();
      await page.getByRole("link", { name: "Back to sign in" }).click();
      await page.getByRole("link", { name: "Sign in with a code or link instead" }).click();
      await page.getByLabel("Email address or phone number").fill(user.address);
      await page.getByRole("button", { name: "Continue" }).click();
      await page.getByRole("button", { name: "Email code to" }).click();
      await page.getByRole("link", { name: "Use another method" }).click();
      await expect(page.getByText(/Resend in \d+s/).first()).toBeVisible();
      await page.getByRole("link", { name: "Enter the code we sent" }).click();
      await expect(page.getByLabel("Verification code")).toBeVisible();
      await page.goBack();
      await page.getByRole("link", { name: "Use your password instead" }).click();
      await page.getByLabel("Email address or phone number").fill(user.address);
      await page.getByLabel("Password", { exact: true }).fill(user.password);
      await page.getByRole("button", { name: "Sign in" }).click();
      await expect(page).toHaveURL("/account");
      await page.goto("/sign-in?redirect_url=%2Fdashboard");
      await expect(page).toHaveURL("/dashboard");
    });

    test("an unknown user gets the same messages as a wrong password, at every step", async ({
      page,
      user,
    }) => {
      const told: string[] = [];
      for (const address of [user.address, `unknown-${javaScriptEnabled}@people.example`]) {
        await signIn(page, address, "not the password at all");
        await expect(page.getByText("Incorrect email, phone number or password")).toBeVisible();
        await requestPasswordReset(page, address);
        await submitReset(page, "000000");
        await expect(page.getByText("4 attempts left")).toBeVisible();
        const lead = await page.getByText("belongs to an account").textContent();
        const error = await page.getByText("4 attempts left").textContent();
        told.push(`${lead} ${error}`.replace(/.•••/, "•••"));
      }
      expect(told[0]).toBe(told[1]);
    });
  });
}

test("first_screen=reset_password redirects to the password reset and keeps the other parameters", async ({
  page,
}) => {
  for (const spelling of ["reset_password", "reset-password"]) {
    await page.goto(`/sign-in?first_screen=${spelling}&redirect_url=%2Fdashboard`);
    await expect(page).toHaveURL("/forgot-password?redirect_url=%2Fdashboard");
  }
});

test("reveals a compromised password only to a user who knows it, and a reset clears the flag", async ({
  page,
  inbox,
}) => {
  const grace = { address: "grace@example.com", password: "violet otter mends lanterns" };
  await signIn(page, grace.address, "not the password at all");
  await expect(page.getByText("Incorrect email, phone number or password")).toBeVisible();
  await page.goto("/dashboard");
  await page.getByLabel("Email address or phone number").fill(grace.address);
  await page.getByLabel("Password", { exact: true }).fill(grace.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByText("Your password may be compromised")).toBeVisible();
  await page.getByRole("button", { name: "Email code to g•••@example.com" }).click();
  await submitCode(page, await inbox.code(grace.address));
  await expect(page.getByRole("heading", { name: "Choose a new password" })).toBeVisible();
  await submitNewPassword(page, NEW_PASSWORD);
  await expect(page.getByRole("heading", { name: "Dashboard" })).toBeVisible();
});

test.afterEach(({ breachService }) => breachService.forget());

test("@server rejects a correct password that has leaked; a wrong one reveals nothing", async ({
  page,
  user,
  breachService,
}) => {
  breachService.leak(user.password);
  await signIn(page, user.address, "not the password at all");
  await expect(page.getByText("Incorrect email, phone number or password")).toBeVisible();
  await signIn(page, user.address, user.password);
  await expect(page.getByText("Your password may be compromised")).toBeVisible();
  await page.goto("/dashboard");
  await expect(page).toHaveURL(/\/sign-in/);
});

test("never redirects to another site", async ({ app, user, page }) => {
  for (const target of [
    "//evil.example",
    "/\\evil.example",
    "https://evil.example",
    "/.//evil.example",
    "javascript:alert(1)",
  ]) {
    const form = await readForm(
      `${app.url}/sign-in?redirect_url=${encodeURIComponent(target)}`,
      "identifier",
    );
    const answer = await sendForm(form, { identifier: user.address, password: user.password });
    expect(answer.location).toBe("/");
    await page.goto(`/sign-in?redirect_url=${encodeURIComponent(target)}`);
    await signIn(page, user.address, user.password);
    await expect(page).toHaveURL("/");
    await signOut(page);
  }
});

test("accepts a password in composed and decomposed form", async ({ page, user, inbox }) => {
  const composed = "caf\u00e9 otters juggle thimbles";
  await requestPasswordReset(page, user.address);
  await submitReset(page, await inbox.code(user.address), composed);
  await expectSignedIn(page, user.address);
  await signOut(page);
  await signIn(page, user.address, composed.normalize("NFD"));
  await expectSignedIn(page, user.address);
});

test("@server rejects a leaked new password and sends the breach service only five characters of the hash", async ({
  page,
  user,
  inbox,
  breachService,
}) => {
  const { BREACHED_PASSWORD } = await import("./servers/breach-service");
  await requestPasswordReset(page, user.address);
  const code = await inbox.code(user.address);
  await submitReset(page, code, BREACHED_PASSWORD);
  await expect(page.getByText("leaked or common passwords")).toBeVisible();
  for (const { path, padding } of breachService.requests) {
    expect(path).toMatch(/^\/range\/[0-9A-F]{5}$/);
    expect(padding).toBe("true");
  }
  await submitReset(page, code);
  await expectSignedIn(page, user.address);
});

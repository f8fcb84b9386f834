import { arriveAsAdmin, nameAtLength } from "./admin/administrators";
import { checkPage } from "./check-page";
import { userIdOf } from "./database";
import { expect, test } from "./fixtures";
import { createOrganization, invite } from "./organizations/organization-steps";
import { addPasskey, Device } from "./passkey";
import { readForm, sendForm } from "./raw-form";
import {
  askForSignInLink,
  expectSignedIn,
  identify,
  openSignedIn,
  requestPasswordReset,
  signIn,
  signOut,
  submitReset,
} from "./steps";
import { proveApp, secondStep, shownBackupCodes, submitFactor } from "./two-step";
import { signedIn } from "./visitor";
import { add, remove } from "./webhook-endpoints";

const inTheDark = { inTheDark: true };

test.describe("every page is accessible and fits a narrow phone", () => {
  test("signed out", async ({ page }) => {
    test.slow();
    for (const path of [
      ...["/", "/sign-in", "/sign-in/factor-one", "/sign-up", "/sign-up/verify"],
      ...["/forgot-password", "/reset-password", "/reset-password/link", "/verify", "/report-sign-in"],
      "/inbox?to=unknown@people.example",
    ]) {
      await page.goto(path);
      await checkPage(page, path, inTheDark);
    }
    await signIn(page, "", "");
    await expect(page.getByText("Check the 2 fields")).toBeVisible();
    await checkPage(page, "sign-in with errors", inTheDark);
  });

  test("the API reference", async ({ page }) => {
    await page.goto("/docs/api");
    await checkPage(page, "/docs/api", inTheDark);
  });

  test("while signing in", async ({ page, otherBrowser, user, createNextUser, inbox }) => {
    const forgetful = createNextUser();
    await identify(page, user.phone);
    await expect(page.getByRole("heading", { name: "Choose how to" })).toBeVisible();
    await checkPage(page, "choice of methods", inTheDark);
    await page.getByRole("button", { name: "Email link to" }).click();
    await expect(page.getByRole("heading", { name: "Check your email" })).toBeVisible();
    await checkPage(page, "waiting for a link", inTheDark);
    await otherBrowser.goto(await inbox.link(user.address));
    await checkPage(otherBrowser, "confirming a link");
    await requestPasswordReset(page, forgetful.address);
    await page.getByLabel("New password", { exact: true }).fill("violet otter");
    await expect(page.getByText("3 more characters to go.")).toBeVisible();
    await checkPage(page, "reset password");
    await submitReset(page, await inbox.code(forgetful.address), forgetful.password);
    await expect(page.getByText("This is already your password")).toBeVisible();
    await checkPage(page, "reset password, code proven", inTheDark);
  });

  test("@organizations in an organization", async ({ page, otherBrowser, user, createNextUser, inbox }) => {
    const guest = createNextUser();
    const name = `The-${"long".repeat(20)}-company`;
    await page.goto("/organizations/invitation");
    await checkPage(page, "no invitation", inTheDark);
    await openSignedIn(page, user);
    await page.goto("/organizations");
    await checkPage(page, "/organizations, in none");
    await createOrganization(page, name);
    await invite(page, guest.address, "Owner");
    await checkPage(page, "an organization with an invitation");
    await otherBrowser.goto(await inbox.link(guest.address));
    await checkPage(otherBrowser, "an invitation, signed out");
    await openSignedIn(otherBrowser, guest);
    for (const path of ["/organizations/invitation", "/organizations"]) {
      await otherBrowser.goto(path);
      await checkPage(otherBrowser, `${path}, invited`);
    }
    await otherBrowser.getByRole("button", { name: `Accept ${name}` }).click();
    await expect(otherBrowser.getByRole("button", { name: `Remove ${user.address}` })).toBeVisible();
    await checkPage(otherBrowser, "an organization with members");
    for (const path of ["/organizations/invitation", "/dashboard"]) {
      await otherBrowser.goto(path);
      await checkPage(otherBrowser, `${path}, a member`);
    }
  });

  test("with a second factor", async ({ page, user }) => {
    await openSignedIn(page, user);
    await page.goto("/account/two-step");
    await checkPage(page, "two-step verification, off");
    await page.getByRole("button", { name: "Set up authenticator app" }).click();
    await expect(page.getByTestId("totp-secret")).toBeVisible();
    await checkPage(page, "setting up an app", inTheDark);
    const { app } = await proveApp(page);
    await checkPage(page, "backup codes", inTheDark);
    await page.goto("/account/two-step");
    await checkPage(page, "two-step verification, on");
    await page.goto("/account/confirm");
    await checkPage(page, "a fresh proof of a second factor");
    await page.goto("/");
    await signOut(page);
    await signIn(page, user.address, user.password);
    await submitFactor(page, "Authenticator code", app.wrongCode());
    await expect(page.getByText("already used")).toBeVisible();
    await checkPage(page, "the second step");
    await page.getByRole("link", { name: "Use a backup code" }).click();
    await expect(page.getByLabel("Backup code")).toBeVisible();
    await checkPage(page, "a backup code");
  });

  test("@texts with SMS codes as second factor", async ({ page, user, inbox }) => {
    await openSignedIn(page, user);
    await page.goto("/account/two-step");
    await page.getByRole("button", { name: `Set up ${user.phone}` }).click();
    await page.getByLabel("Verification code").fill(await inbox.code(user.phone));
    await checkPage(page, "setting up text messages");
    await page.getByRole("button", { name: "Confirm" }).click();
    await shownBackupCodes(page);
    await page.goto("/account/two-step");
    await expect(page.getByRole("button", { name: `Remove ${user.phone}` })).toBeVisible();
    await checkPage(page, "two-step verification by text messages");
  });

  test("in the account", async ({ page, user }) => {
    test.slow();
    await openSignedIn(page, user);
    for (const path of ["", "/activity", "/password", "/passkeys", "/delete", "/confirm", "/verify"]) {
      await page.goto(`/account${path}`);
      await checkPage(page, `/account${path}`, inTheDark);
    }
    await page.goto("/account");
    await page.getByRole("button", { name: "Change password" }).click();
    await expect(page.getByText("Check the 3 fields")).toBeVisible();
    await checkPage(page, "a password with errors");
  });

  test("with a passkey", async ({ page, user }) => {
    const device = await Device.of(page);
    await openSignedIn(page, user);
    await addPasskey(page, device);
    await page.getByText("Rename", { exact: true }).click();
    await checkPage(page, "a passkey, about to be renamed");
    await page.goto("/account/confirm");
    await expect(page.getByRole("button", { name: "Use a passkey" })).toBeVisible();
    await checkPage(page, "a fresh proof by passkey");
    await page.goto("/");
    await signOut(page);
    await signIn(page, user.address, user.password);
    await expect(secondStep(page)).toBeVisible();
    await expect(page.getByRole("button", { name: "Use a passkey" })).toBeVisible();
    await checkPage(page, "the second step by passkey");
  });

  test("@sql @administration in the admin area", async ({ app, page, user, createNextUser }) => {
    test.slow();
    const another = createNextUser();
    await arriveAsAdmin(app, page, user);
    const userId = await userIdOf(app, another.address);
    await nameAtLength(app, userId);
    const endpoint = await add(app, { url: `https://hooks.example.com/${"long".repeat(40)}` });
    await signedIn(app, another);
    for (const path of [
      ...["", "/users", `/users/${userId}`, `/users/${userId}/delete`],
      ...["/webhooks", "/webhooks/new", `/webhooks/${endpoint.id}`],
      ...["/invitations", "/invitations/new"],
      ...["/messages", `/audit?user=${userId}`, "/audit?user=nonsense"],
    ]) {
      await page.goto(`/admin${path}`);
      for (const closed of await page.locator("summary").all()) await closed.click();
      await checkPage(page, `/admin${path}`, inTheDark);
    }
    await remove(app, endpoint.id);
  });

  test("signed in", async ({ page, user }) => {
    await signIn(page, user.address, user.password);
    await expectSignedIn(page, user.address);
    await checkPage(page, "home", inTheDark);
    for (const path of ["/dashboard", ...["/no-such-page", `/inbox?to=${user.address}`]]) {
      await page.goto(path);
      await checkPage(page, path);
    }
  });
});

test("no page violates the content security policy", async ({ page, user, createNextUser, inbox }) => {
  const complaints: string[] = [];
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(error.message));
  await signIn(page, user.address, user.password);
  await expectSignedIn(page, user.address);
  await signOut(page);
  await requestPasswordReset(page, user.address);
  await page.getByLabel("New password", { exact: true }).fill("violet otter mends lanterns");
  await expect(page.getByText("Excellent.")).toBeVisible();
  await inbox.code(user.address);
  await askForSignInLink(page, createNextUser().address);
  await page.goto(`/inbox?to=${user.address}`);
  await page.getByText("password reset code").click();
  await expect(
    page
      .frameLocator('iframe[title*="password reset code"]')
      .getByRole("heading", { name: "Reset your password" }),
  ).toBeVisible();
  expect(complaints).toEqual([]);
});

test("focuses the first invalid field, and removes an error and the summary when a field is corrected", async ({
  page,
}) => {
  await page.goto("/sign-in");
  const identifier = page.getByLabel("Email address or phone number");
  await page.getByRole("button", { name: "Sign in" }).click();
  const summary = page.getByText("Check the 2 fields marked below.");
  await expect(summary).toBeVisible();
  await expect(page.getByText("This field is required.")).toHaveCount(2);
  await expect(identifier).toBeFocused();
  await identifier.fill("ada@example.com");
  await expect(summary).toHaveCount(0);
  await expect(page.getByText("This field is required.")).toHaveCount(1);
  await expect(identifier).not.toHaveAttribute("aria-invalid", "true");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByLabel("Password", { exact: true })).toBeFocused();
});

test("@server every response has the security headers and is not stored by caches", async ({ app }) => {
  const nonces = new Set<string | undefined>();
  for (const path of [
    "/",
    "/sign-in",
    "/dashboard",
    "/dashboard/",
    "/no-such-page",
    "/api/auth/session",
    "/api/health/live",
    "/inbox",
  ]) {
    const { headers } = await fetch(app.url + path, { redirect: "manual" });
    const policy = headers.get("content-security-policy") ?? "";
    expect(policy, path).toContain("object-src 'none'");
    expect(policy, path).toContain("base-uri 'none'");
    expect(policy, path).toContain("frame-ancestors 'none'");
    expect(policy, path).not.toMatch(/script-src[^;]*unsafe/);
    nonces.add(/'nonce-([^']+)'/.exec(policy)?.[1]);
    expect(headers.get("x-content-type-options"), path).toBe("nosniff");
    expect(headers.get("referrer-policy"), path).toBe("same-origin");
    expect(headers.get("strict-transport-security"), path).toContain("max-age=31536000");
    expect(headers.get("cross-origin-opener-policy"), path).toBe("same-origin");
    expect(headers.get("cache-control"), path).toContain("no-store");
    expect(headers.get("x-powered-by"), path).toBeNull();
  }
  expect(nonces.size).toBe(8);
});

test("@server the responses of the first pages are small", async ({ app, user }) => {
  const visitor = await signedIn(app, user);
  const size = async (path: string, cookie: string, language = "en") => {
    const answer = await fetch(app.url + path, { headers: { cookie, "accept-language": language } });
    expect(answer.status).toBe(200);
    return (await answer.arrayBuffer()).byteLength;
  };
  expect(await size("/sign-in", "")).toBeLessThanOrEqual(12_000);
  expect(await size("/", visitor.cookies)).toBeLessThanOrEqual(10_000);
});

test("@server removes a trailing slash and never redirects to another site", async ({ app }) => {
  const led = async (path: string, method = "GET") => {
    const { status, headers } = await fetch(app.url + path, { method, redirect: "manual" });
    const to = new URL(headers.get("location") ?? "", app.url);
    return [status, to.origin === app.url ? to.pathname + to.search : to.href];
  };
  expect(await led("/sign-in/?redirect_url=/account/")).toEqual([308, "/sign-in?redirect_url=%2Faccount%2F"]);
  expect(await led("/api/v1/sign-ins/", "POST")).toEqual([308, "/api/v1/sign-ins"]);
  expect(await led("/no-such-page/")).toEqual([308, "/no-such-page"]);
  for (const path of [
    "//evil.example/",
    "///evil.example//",
    "/\\evil.example/",
    "/%2Fevil.example/",
    "/.//evil.example/",
  ])
    expect((await led(path))[1], path).toMatch(/^\/(%2F)?evil\.example\/?$/);
});

test("@server no spelling of a protected path and no header bypasses the access check", async ({ app }) => {
  const headers: Record<string, string>[] = [
    {},
    { RSC: "1" },
    { RSC: "1", "Next-Router-Prefetch": "1" },
    { "Next-Router-Segment-Prefetch": "/_tree", RSC: "1" },
    { "x-middleware-subrequest": Array(5).fill("middleware").join(":") },
    { "x-nextjs-data": "1" },
  ];
  const paths = [
    "/dashboard",
    "/dashboard/",
    "//dashboard",
    "/%64ashboard",
    "/dashboard/.",
    "/dashboard.rsc",
    "/DASHBOARD",
    "/dashboard?nxtPslug=x",
  ];
  for (const path of paths) {
    for (const sent of headers) {
      const answer = await fetch(app.url + path, { headers: sent, redirect: "manual" });
      const text = await answer.text();
      expect(text, `${path} ${JSON.stringify(sent)}`).not.toContain("Recent activity");
    }
  }
});

test("@server health endpoints return only their status", async ({ app }) => {
  expect(await fetch(`${app.url}/api/health/live`).then((answer) => answer.json())).toEqual({ status: "ok" });
  expect(await fetch(`${app.url}/api/health/ready`).then((answer) => answer.json())).toEqual({
    status: "ok",
  });
});

test("@server a forged Host header does not change the link in an email", async ({ app, user, inbox }) => {
  const form = await readForm(`${app.url}/forgot-password`, "identifier");
  const forged = { "x-forwarded-host": new URL(app.url).host, forwarded: "host=evil.example" };
  await sendForm(form, { identifier: user.address, method: "link" }, forged);
  const link = await inbox.link(user.address);
  expect(link.startsWith(`${app.url}/verify?token=`)).toBe(true);
  const messages = await fetch(`${app.url}/inbox/messages?to=${user.address}`).then((answer) =>
    answer.text(),
  );
  expect(messages).not.toContain("evil.example");
});

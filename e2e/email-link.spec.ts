import { expect, test } from "./fixtures";
import {
  askForResetLink,
  askForSignInLink,
  confirmElsewhere,
  confirmHere,
  expectSignedIn,
  matchNumberOn,
  NEW_PASSWORD,
  openSignedIn,
  otherMatchNumber,
  scan,
  sessionToken,
  signIn,
  signOut,
  submitNewPassword,
} from "./steps";

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("a link opened in the same browser signs in there, and the waiting tab shows it", async ({
      page,
      context,
      user,
      inbox,
    }) => {
      await askForSignInLink(page, user.address);
      const link = await inbox.link(user.address);
      await scan(link);
      const tab = await context.newPage();
      await tab.goto(link);
      await expect(tab).toHaveURL("/verify");
      await expect(tab.getByRole("heading", { name: "Confirm sign-in" })).toBeVisible();
      await expect(tab.getByText(user.address)).toBeVisible();
      await expect(tab.getByText("Requested from")).toBeVisible();
      await tab.getByRole("button", { name: "Confirm" }).click();
      await expect(tab).toHaveURL("/?strategy=email_link");
      await expectSignedIn(tab, user.address);
      await expect(page.getByRole("heading", { name: "Signed in on other tab" })).toBeVisible();
      await page.getByRole("link", { name: "Continue" }).click();
      await expectSignedIn(page, user.address);
    });

    test("a link opened on another device signs in the waiting tab only", async ({
      page,
      otherBrowser,
      user,
      inbox,
    }) => {
      await askForSignInLink(page, user.address);
      const link = await inbox.link(user.address);
      await scan(link);
      await confirmElsewhere(otherBrowser, link, await matchNumberOn(page));
      await expect(
        otherBrowser.getByRole("heading", { name: "Return to the original tab to continue" }),
      ).toBeVisible();
      await expectSignedIn(page, user.address);
      await expect(page).toHaveURL("/?strategy=email_link");
      await otherBrowser.goto("/dashboard");
      await expect(otherBrowser).toHaveURL(/\/sign-in/);
    });

    test("resets a password by a link opened in the same browser", async ({ page, context, user, inbox }) => {
      await askForResetLink(page, user.address);
      const link = await inbox.link(user.address);
      await scan(link);
      const tab = await context.newPage();
      await confirmHere(tab, link);
      await expect(tab).toHaveURL(/\/reset-password\?attempt=/);
      await submitNewPassword(tab, NEW_PASSWORD);
      await expectSignedIn(tab, user.address);
      await signOut(tab);
      await signIn(tab, user.address, NEW_PASSWORD);
      await expectSignedIn(tab, user.address);
    });

    test("a reset link opened on another device continues the reset where it was requested", async ({
      page,
      otherBrowser,
      user,
      inbox,
    }) => {
      await askForResetLink(page, user.address);
      const link = await inbox.link(user.address);
      await scan(link);
      await confirmElsewhere(otherBrowser, link, await matchNumberOn(page));
      await expect(
        otherBrowser.getByRole("heading", { name: "Return to the original tab to continue" }),
      ).toBeVisible();
      await submitNewPassword(page, NEW_PASSWORD);
      await expectSignedIn(page, user.address);
    });

    test("a wrong match number ends the attempt on both sides", async ({
      page,
      otherBrowser,
      user,
      inbox,
    }) => {
      await askForSignInLink(page, user.address);
      const link = await inbox.link(user.address);
      const right = await matchNumberOn(page);
      await confirmElsewhere(otherBrowser, link, otherMatchNumber(right));
      await expect(otherBrowser.getByRole("heading", { name: "Verification failed" })).toBeVisible();
      await expect(page.getByRole("heading", { name: "This sign-in failed" })).toBeVisible();
      await confirmHereIsOver(page, link);
    });

    test("an empty or malformed match number is an error at the field and costs no attempt", async ({
      page,
      otherBrowser,
      user,
      inbox,
    }) => {
      await askForSignInLink(page, user.address);
      const link = await inbox.link(user.address);
      const right = await matchNumberOn(page);
      const field = otherBrowser.getByLabel("Two-digit number");
      for (const malformed of ["", "7", "four two", `${right}0`, `-${right}`, "4.2"]) {
        await confirmElsewhere(otherBrowser, link, malformed);
        await expect(field).toHaveAccessibleDescription(/Enter the two-digit number/);
        await expect(field).toHaveValue(malformed);
      }
      await expect(otherBrowser.getByRole("radio")).toHaveCount(0);
      await field.fill(` ${right} `);
      await otherBrowser.getByRole("button", { name: "Confirm" }).click();
      await expect(
        otherBrowser.getByRole("heading", { name: "Return to the original tab to continue" }),
      ).toBeVisible();
    });

    test("a cancelled request cannot be confirmed", async ({ page, user, inbox }) => {
      await askForSignInLink(page, user.address);
      const link = await inbox.link(user.address);
      await page.getByRole("button", { name: "Cancel" }).click();
      await expect(page.getByRole("heading", { name: "This sign-in was cancelled" })).toBeVisible();
      await page.goto(link);
      await expect(page.getByRole("heading", { name: "Request cancelled" })).toBeVisible();
      await page.getByRole("link", { name: "Start again" }).click();
      await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
    });
  });
}

async function confirmHereIsOver(page: import("@playwright/test").Page, link: string): Promise<void> {
  await page.goto(link);
  await expect(page.getByRole("button", { name: "Confirm" })).toBeHidden();
}

test("a link requires the match number in another browser, works once, and then shows that it was used", async ({
  page,
  otherBrowser,
  user,
  inbox,
}) => {
  await askForSignInLink(page, user.address);
  const link = await inbox.link(user.address);
  await otherBrowser.goto(link);
  await otherBrowser.getByRole("button", { name: "Confirm" }).click();
  await expect(
    otherBrowser.getByText("Enter the two-digit number shown where you requested this link."),
  ).toBeVisible();
  await confirmHere(page, link);
  await expectSignedIn(page, user.address);
  await otherBrowser.goto(link);
  await expect(otherBrowser.getByRole("heading", { name: "This link has already been used" })).toBeVisible();
  await expect(otherBrowser.getByRole("link", { name: "Reset password" })).toBeVisible();
  await page.goto(link);
  await expect(page.getByRole("heading", { name: "This link has already been used" })).toBeVisible();
});

test("confirming the link of another user does not change the current session of the browser", async ({
  page,
  otherBrowser,
  user,
  createNextUser,
  inbox,
}) => {
  const other = createNextUser();
  await openSignedIn(otherBrowser, other);
  await askForSignInLink(page, user.address);
  await confirmElsewhere(otherBrowser, await inbox.link(user.address), await matchNumberOn(page));
  await expect(otherBrowser.getByRole("heading", { name: "Return to the original tab" })).toBeVisible();
  await otherBrowser.goto("/");
  await expectSignedIn(otherBrowser, other.address);
  await expectSignedIn(page, user.address);
});

test("@texts requesting an SMS code supersedes a link", async ({ page, user, inbox }) => {
  await askForSignInLink(page, user.address);
  const link = await inbox.link(user.address);
  await page.getByRole("link", { name: "Use another method" }).click();
  await page.getByRole("button", { name: "Text message to" }).click();
  await expect(page.getByLabel("Verification code")).toBeVisible();
  await page.goto(link);
  await expect(page.getByRole("heading", { name: "There's a newer message" })).toBeVisible();
});

test("keeps the redirect URL through the link", async ({ page, user, inbox }) => {
  await page.goto("/dashboard");
  await page.getByRole("link", { name: "Sign in with a code or link instead" }).click();
  await page.getByLabel("Email address or phone number").fill(user.address);
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByRole("button", { name: "Email link to" }).click();
  await confirmHere(page, await inbox.link(user.address));
  await expect(page.getByRole("heading", { name: "Dashboard" })).toBeVisible();
});

test("removes the token from the address bar and sends no referrer", async ({ page, user, inbox }) => {
  await askForSignInLink(page, user.address);
  const link = await inbox.link(user.address);
  const answer = await fetch(link, { redirect: "manual" });
  expect(answer.status).toBe(303);
  expect(answer.headers.get("location")).not.toContain("token");
  expect(answer.headers.get("referrer-policy")).toBe("no-referrer");
  expect(new URL(link).searchParams.get("token")).toMatch(/^[\w-]{43}$/);
  await page.goto(link);
  await expect(page).toHaveURL("/verify");
  expect(await page.evaluate(() => document.referrer)).toBe("");
});

test("rejects invalid link tokens", async ({ page }) => {
  for (const token of ["", "x", "null", "%00", "a".repeat(5000), "../../dashboard", "'--"]) {
    await page.goto(`/verify?token=${encodeURIComponent(token)}`);
    await expect(page.getByRole("heading", { name: "Verification failed" })).toBeVisible();
  }
});

test("rejects a link token as session token and a session token as link token", async ({
  page,
  context,
  app,
  user,
  inbox,
}) => {
  await askForSignInLink(page, user.address);
  const token = new URL(await inbox.link(user.address)).searchParams.get("token") ?? "";
  await context.addCookies([{ name: "latchkey.session", value: token, url: app.url }]);
  await page.goto("/dashboard");
  await expect(page).toHaveURL(/\/sign-in/);
  await context.clearCookies();
  await openSignedIn(page, user);
  const session = (await sessionToken(page)) ?? "";
  await page.goto(`/verify?token=${session}`);
  await expect(page.getByRole("heading", { name: "Verification failed" })).toBeVisible();
});

test("only the browser that requested a link can follow and resume its attempt", async ({
  app,
  page,
  otherBrowser,
  user,
  inbox,
}) => {
  await askForSignInLink(page, user.address);
  const attempt = new URL(page.url()).search;
  const streams: string[] = [];
  page.on("request", (request) => request.url().includes("/events") && streams.push(request.url()));
  await page.reload();
  // A stream that breaks on a busy machine is opened again.
  await expect.poll(() => streams.length).toBeGreaterThan(0);
  const stream = streams[0] ?? "";
  expect((await fetch(stream)).status).toBe(404);
  expect((await fetch(stream.replace("/events", ""))).status).toBe(404);
  const status = await page.request.get(stream.replace("/events", ""));
  expect(await status.json()).toEqual({ status: "unverified" });

  await confirmElsewhere(otherBrowser, await inbox.link(user.address), await matchNumberOn(page));
  await otherBrowser.goto(`/sign-in/factor-one/continue${attempt}`);
  await expect(otherBrowser).toHaveURL(/\/sign-in\?error=/);
  await expectSignedIn(page, user.address);
  for (const method of ["HEAD", "POST"]) {
    const answer = await fetch(`${app.url}/sign-in/factor-one/continue${attempt}`, { method });
    expect(answer.status, method).toBe(405);
  }
});

test("another site cannot resume an attempt in the waiting browser", async ({
  page,
  otherBrowser,
  user,
  inbox,
}) => {
  // The events are blocked, so the confirmed attempt is still waiting when another site sends the request.
  await page.route("**/api/verifications/**", (route) => route.abort());
  await askForSignInLink(page, user.address);
  const attempt = new URL(page.url()).search;
  await confirmElsewhere(otherBrowser, await inbox.link(user.address), await matchNumberOn(page));
  await expect(otherBrowser.getByRole("heading", { name: "Return to the original tab" })).toBeVisible();
  const goOnFrom = async (site: "cross-site" | "same-origin") => {
    const answer = await page.request.get(`/sign-in/factor-one/continue${attempt}`, {
      headers: { "sec-fetch-site": site },
      maxRedirects: 0,
    });
    return answer.headers()["set-cookie"] ?? "";
  };
  expect(await goOnFrom("cross-site")).not.toContain("latchkey.session");
  expect(await goOnFrom("same-origin")).toContain("latchkey.session");
});

test("a waiting page without events polls and continues", async ({ page, otherBrowser, user, inbox }) => {
  await page.route("**/events", (route) => route.fulfill({ status: 503 }));
  await askForSignInLink(page, user.address);
  await confirmElsewhere(otherBrowser, await inbox.link(user.address), await matchNumberOn(page));
  await expectSignedIn(page, user.address);
});

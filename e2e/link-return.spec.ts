import { randomUUID } from "node:crypto";
import { NativeClient, signedInApp } from "./api";
import { query } from "./database";
import { expect, test } from "./fixtures";
import { confirmElsewhere, otherMatchNumber } from "./steps";

test.describe.configure({ mode: "default" });
test.use({ withFrontEnd: true });

const returnUrlOf = (frontEndUrl: string) => `${frontEndUrl}/verification?theme=dark`;

const ended = (frontEndUrl: string, status: string, sameClient: boolean) =>
  `${returnUrlOf(frontEndUrl)}&link_status=${status}&link_same_client=${sameClient}`;

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("@server a link redirects to the front end that requested it, signed in", async ({
      page,
      app,
      frontEndUrl,
      user,
      inbox,
    }) => {
      await page.goto("/sign-in");
      const begun = await page.request.post("/api/v1/sign-ins", {
        headers: { Origin: app.url },
        data: { identifier: user.address, strategy: "email_link", redirectUrl: returnUrlOf(frontEndUrl) },
      });
      expect(begun.ok()).toBe(true);
      const link = await inbox.link(user.address);
      await page.goto(link);
      await page.getByRole("button", { name: "Confirm" }).click();
      await expect(page).toHaveURL(ended(frontEndUrl, "verified", true));
      expect((await page.request.get("/api/v1/session")).ok()).toBe(true);
      await page.goto(link);
      await expect(page).toHaveURL(ended(frontEndUrl, "verified", true));
    });
  });
}

test("@server a link whose redirect URL is its own page does not redirect in a loop", async ({
  page,
  app,
  user,
  inbox,
}) => {
  await page.goto("/sign-in");
  const begun = await page.request.post("/api/v1/sign-ins", {
    headers: { Origin: app.url },
    data: { identifier: user.address, strategy: "email_link", redirectUrl: `${app.url}/verify` },
  });
  expect(begun.ok()).toBe(true);
  await page.goto(await inbox.link(user.address));
  await page.getByRole("button", { name: "Confirm" }).click();
  await expect(page.getByRole("button", { name: "Confirm" })).toBeHidden();
  expect((await page.request.get("/api/v1/session")).status()).toBe(200);
  expect((await page.goto("/verify"))?.status()).toBe(200);
});

test("@server on another client, the redirect URL shows that the link was requested elsewhere", async ({
  app,
  frontEndUrl,
  user,
  inbox,
  otherBrowser,
}) => {
  const client = new NativeClient(app);
  const { id, firstFactorVerification } = await client.ok("/sign-ins", { identifier: user.address });
  expect(firstFactorVerification).toBeNull();
  const prepared = await client.ok(`/sign-ins/${id}/prepare-first-factor`, {
    strategy: "email_link",
    redirectUrl: returnUrlOf(frontEndUrl),
  });
  const { matchNumber } = prepared.firstFactorVerification;
  const link = await inbox.link(user.address);
  await confirmElsewhere(otherBrowser, link, String(matchNumber));
  await expect(otherBrowser).toHaveURL(ended(frontEndUrl, "verified", false));
  expect((await otherBrowser.request.get("/api/v1/session")).status()).toBe(401);
  const verified = (await client.get(`/sign-ins/${id}`)).body.firstFactorVerification;
  expect(verified).toMatchObject({ status: "verified", sameClient: false });
  await otherBrowser.context().clearCookies();
  await otherBrowser.goto(link);
  await expect(otherBrowser).toHaveURL(ended(frontEndUrl, "failed", false));
});

test("@server a wrong match number and an expired link redirect to the front end too", async ({
  app,
  frontEndUrl,
  user,
  inbox,
  otherBrowser,
}) => {
  const client = new NativeClient(app);
  const emailAddress = `link-${randomUUID()}@newcomers.example`;
  const begun = await client.ok("/sign-ups", {
    emailAddress,
    strategy: "email_link",
    redirectUrl: returnUrlOf(frontEndUrl),
  });
  const first = await inbox.link(emailAddress);
  await query(
    app,
    `UPDATE "Link" l SET "expiresAt" = now() FROM "SignUp" s
     WHERE s.id = $1 AND l."verificationId" = s."verificationId"`,
    [begun.id],
  );
  await otherBrowser.goto(first);
  await expect(otherBrowser).toHaveURL(ended(frontEndUrl, "expired", false));
  expect((await client.get(`/sign-ups/${begun.id}`)).body.verification.status).toBe("expired");

  const own = await signedInApp(app, user);
  const added = `link-${randomUUID()}@newcomers.example`;
  const row = await own.ok("/me/email-addresses", {
    emailAddress: added,
    strategy: "email_link",
    redirectUrl: returnUrlOf(frontEndUrl),
  });
  const wrong = otherMatchNumber(String(row.verification.matchNumber));
  await confirmElsewhere(otherBrowser, await inbox.link(added), wrong);
  await expect(otherBrowser).toHaveURL(ended(frontEndUrl, "failed", false));
  expect((await own.get(`/me/email-addresses/${row.id}`)).body).toMatchObject({
    isVerified: false,
    verification: { status: "failed" },
  });
});

test("@server a link with an access token cannot be confirmed, but its token sets a password", async ({
  app,
  user,
  inbox,
}) => {
  const client = new NativeClient(app);
  await client.ok("/password-reset/email", { email: user.address, redirectUrl: "/reset-password" });
  const token = new URL(await inbox.link(user.address)).searchParams.get("access_token") ?? "";
  expect(await client.ok("/email-links/attempt", { token })).toEqual({ status: "failed", sameClient: false });
  const newPassword = "copper kites circle northward";
  await client.ok("/password-reset/token", { accessToken: token, newPassword });
});

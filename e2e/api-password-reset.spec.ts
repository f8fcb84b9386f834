import { BrowserClient, CLIENTS, NativeClient, signedInApp } from "./api";
import { Authenticator } from "./authenticator";
import { expect, test } from "./fixtures";

const PARTNER = "https://partner.example";
const ELSEWHERE = "https://elsewhere.example";
const NEW_PASSWORD = "violet harbour seven kites";

test.describe.configure({ mode: "default" });
test.use({ settings: { RESET_URLS: `${PARTNER}/reset?from=app`, REDIRECT_ORIGINS: ELSEWHERE } });

for (const { kind, Client } of CLIENTS) {
  test(`@server @texts ${kind} resets a password by SMS code`, async ({ app, user, inbox }) => {
    const before = await signedInApp(app, user);
    const client = new Client(app);
    const nobodys = kind === "an app" ? "+14155558198" : "+14155558199";
    for (const phone of [nobodys, user.phone])
      expect(await client.ok("/password-reset/phone", { phone })).toEqual({ status: "sent" });
    const code = await inbox.code(user.phone);
    const reset = { phone: user.phone, code, newPassword: NEW_PASSWORD };
    expect((await new Client(app).post("/password-reset/code", reset)).codes).toEqual(["resource_not_found"]);
    const weak = await client.post("/password-reset/code", { ...reset, newPassword: "brief otter x" });
    expect([weak.codes, weak.fields]).toEqual([["form_password_length_too_short"], ["newPassword"]]);
    expect(await client.ok("/password-reset/code", reset)).toMatchObject({ status: "complete" });
    expect((await before.get("/session")).status).toBe(401);
    await signedInApp(app, { ...user, password: NEW_PASSWORD });
  });
}

test("@server a link opens a page of the integrator, whose access token sets a password once", async ({
  app,
  user,
  inbox,
}) => {
  const before = await signedInApp(app, user);
  const asking = new NativeClient(app);
  const asked = { email: user.address, redirectUrl: `${PARTNER}/reset?from=app` };
  expect(await asking.ok("/password-reset/email", asked)).toEqual({ status: "sent" });
  const link = new URL(await inbox.link(user.address));
  expect(link.origin + link.pathname).toBe(`${PARTNER}/reset`);
  expect(link.searchParams.get("from")).toBe("app");
  expect(link.searchParams.get("action")).toBe("reset-pwd");
  const accessToken = link.searchParams.get("access_token") ?? "";

  const page = new BrowserClient(app);
  const elsewhere = await page.post("/email-links/attempt", { token: accessToken });
  expect(elsewhere.body).toEqual({ status: "failed", sameClient: false });
  const set = (newPassword: string) =>
    page.copy().post("/password-reset/token", { accessToken, newPassword });
  const weak = await set("brief otter x");
  expect([weak.codes, weak.fields]).toEqual([["form_password_length_too_short"], ["newPassword"]]);
  expect((await set(user.password)).codes).toEqual(["form_password_same_as_current"]);
  const answers = await Promise.all(Array.from({ length: 6 }, () => set(NEW_PASSWORD)));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  const again = await set("another harbour, eight kites");
  expect([again.codes, again.fields]).toEqual([["verification_already_verified"], ["accessToken"]]);
  expect((await page.get("/session")).status).toBe(401);
  expect((await before.get("/session")).status).toBe(401);
  await signedInApp(app, { ...user, password: NEW_PASSWORD });
  await inbox.withSubject(user.address, "password was changed");
});

test("@server accepts only the token of a link that was requested as access token", async ({
  app,
  user,
  inbox,
}) => {
  const asking = new NativeClient(app);
  await asking.ok("/sign-ins", { identifier: user.address, strategy: "reset_password_email_link" });
  const token = new URL(await inbox.link(user.address)).searchParams.get("token") ?? "";
  for (const accessToken of [token, "x".repeat(43), "x"]) {
    const tried = await asking.post("/password-reset/token", { accessToken, newPassword: NEW_PASSWORD });
    expect([tried.codes, tried.fields]).toEqual([["verification_failed"], ["accessToken"]]);
  }
  await signedInApp(app, user);
});

test("@server returns the same response for an unknown address, and allows only listed reset pages", async ({
  app,
  user,
  inbox,
}) => {
  const client = new NativeClient(app);
  const ask = (email: string, redirectUrl: string) =>
    client.post("/password-reset/email", { email, redirectUrl });
  const listed = `${PARTNER}/reset?from=app`;
  expect((await ask("unknown-at-all@people.example", listed)).body).toEqual({ status: "sent" });
  for (const redirectUrl of [
    "/docs/api",
    "/reset-password",
    `${app.url}/reset-password`,
    `${PARTNER}/`,
    `${PARTNER}/reset`,
    `${PARTNER}/reset?from=app&next=https://evil.example`,
    `${PARTNER}/reset/?from=app`,
    `${PARTNER}.evil.example/reset?from=app`,
    `${ELSEWHERE}/reset?from=app`,
    "https://evil.example/reset",
  ]) {
    const refused = await ask(user.address, redirectUrl);
    expect([refused.codes, refused.fields], redirectUrl).toEqual([
      ["redirect_url_not_allowed"],
      ["redirectUrl"],
    ]);
  }
  expect(await inbox.messages(user.address)).toEqual([]);
  expect((await ask("+14155558198", listed)).fields).toEqual(["email"]);
});

test("@server @sql with a second factor, the new password applies only after the second factor is verified", async ({
  app,
  user,
  inbox,
}) => {
  const before = await signedInApp(app, user);
  const setup = "/session/tasks/setup-mfa";
  const { secret } = await before.ok(setup, { strategy: "totp" });
  const authenticator = new Authenticator(secret);
  await before.ok(setup, { strategy: "totp", code: await authenticator.code() });

  const redirectUrl = `${PARTNER}/reset?from=app`;
  const asking = new NativeClient(app);
  await asking.ok("/password-reset/email", { email: user.address, redirectUrl });
  const accessToken = new URL(await inbox.link(user.address)).searchParams.get("access_token");
  const page = new NativeClient(app);
  const held = await page.ok("/password-reset/token", { accessToken, newPassword: NEW_PASSWORD });
  expect(held).toMatchObject({ status: "needs_second_factor", signIn: { status: "needs_second_factor" } });
  expect((await before.get("/session")).body.status).toBe("active");
  const withOld = await new NativeClient(app).ok("/sign-ins", {
    identifier: user.address,
    password: user.password,
  });
  expect(withOld.status).toBe("needs_second_factor");

  const factor = `/sign-ins/${held.signIn.id}/attempt-second-factor`;
  const code = await authenticator.code();
  expect((await asking.post(factor, { strategy: "totp", code })).codes).toEqual(["resource_not_found"]);
  const done = await page.ok(factor, { strategy: "totp", code });
  expect(done).toMatchObject({ status: "complete", createdSessionId: null });
  expect((await page.get("/session")).status).toBe(401);
  expect((await before.get("/session")).status).toBe(401);
  const withNew = { identifier: user.address, password: NEW_PASSWORD };
  expect((await new NativeClient(app).ok("/sign-ins", withNew)).status).toBe("needs_second_factor");
  const again = await new NativeClient(app).post("/sign-ins", { ...withNew, password: user.password });
  expect(again.codes).toEqual(["form_password_incorrect"]);
});

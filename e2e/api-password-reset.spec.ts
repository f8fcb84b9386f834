import { BrowserClient, CLIENTS, NativeClient, signedInApp } from "./api";
import { expect, test } from "./fixtures";

const PARTNER = "https://partner.example";
const NEW_PASSWORD = "violet harbour seven kites";

test.describe.configure({ mode: "default" });
test.use({ settings: { REDIRECT_ORIGINS: PARTNER } });

for (const { kind, Client } of CLIENTS) {
  test(`@server @texts ${kind} resets a password by text message`, async ({ app, person, inbox }) => {
    const before = await signedInApp(app, person);
    const client = new Client(app);
    const nobodys = kind === "an app" ? "+14155558198" : "+14155558199";
    for (const phone of [nobodys, person.phone])
      expect(await client.ok("/password-reset/phone", { phone })).toEqual({ status: "sent" });
    const code = await inbox.code(person.phone);
    const reset = { phone: person.phone, code, newPassword: NEW_PASSWORD };
    expect((await new Client(app).post("/password-reset/code", reset)).codes).toEqual(["resource_not_found"]);
    const weak = await client.post("/password-reset/code", { ...reset, newPassword: "brief otter x" });
    expect([weak.codes, weak.fields]).toEqual([["form_password_length_too_short"], ["newPassword"]]);
    expect(await client.ok("/password-reset/code", reset)).toMatchObject({ status: "complete" });
    expect((await before.get("/session")).status).toBe(401);
    await signedInApp(app, { ...person, password: NEW_PASSWORD });
  });
}

test("@server a link leads to a page of one's own, whose access token sets a password once", async ({
  app,
  person,
  inbox,
}) => {
  const before = await signedInApp(app, person);
  const asking = new NativeClient(app);
  const asked = { email: person.address, redirectUrl: `${PARTNER}/reset?from=app` };
  expect(await asking.ok("/password-reset/email", asked)).toEqual({ status: "sent" });
  const link = new URL(await inbox.link(person.address));
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
  expect((await set(person.password)).codes).toEqual(["form_password_same_as_current"]);
  const answers = await Promise.all(Array.from({ length: 6 }, () => set(NEW_PASSWORD)));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  const again = await set("another harbour, eight kites");
  expect([again.codes, again.fields]).toEqual([["verification_already_verified"], ["accessToken"]]);
  expect((await page.get("/session")).status).toBe(401);
  expect((await before.get("/session")).status).toBe(401);
  await signedInApp(app, { ...person, password: NEW_PASSWORD });
  await inbox.withSubject(person.address, "password was changed");
});

test("@server only a link that was asked for so is an access token", async ({ app, person, inbox }) => {
  const asking = new NativeClient(app);
  await asking.ok("/sign-ins", { identifier: person.address, strategy: "reset_password_email_link" });
  const token = new URL(await inbox.link(person.address)).searchParams.get("token") ?? "";
  for (const accessToken of [token, "x".repeat(43), "x"]) {
    const tried = await asking.post("/password-reset/token", { accessToken, newPassword: NEW_PASSWORD });
    expect([tried.codes, tried.fields]).toEqual([["verification_failed"], ["accessToken"]]);
  }
  await signedInApp(app, person);
});

test("@server nobody learns who has an account, and no link leads to a stranger's page", async ({ app }) => {
  const client = new NativeClient(app);
  const email = "nobody-at-all@people.example";
  const sent = await client.ok("/password-reset/email", { email, redirectUrl: `${PARTNER}/reset` });
  expect(sent).toEqual({ status: "sent" });
  const evil = await client.post("/password-reset/email", {
    email,
    redirectUrl: "https://evil.example/reset",
  });
  expect([evil.codes, evil.fields]).toEqual([["redirect_url_not_allowed"], ["redirectUrl"]]);
  const wrong = await client.post("/password-reset/email", { email: "+14155558198", redirectUrl: "/x" });
  expect(wrong.fields).toEqual(["email"]);
});

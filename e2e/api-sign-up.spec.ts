import { randomUUID } from "node:crypto";
import { BrowserClient, CLIENTS, NativeClient } from "./api";
import { expect, test } from "./fixtures";

const PASSWORD = "violet harbour seven kites";
const newcomer = () => `api-${randomUUID()}@newcomers.example`;
const tokenOf = (link: string) => new URL(link).searchParams.get("token") ?? "";

for (const { kind, Client } of CLIENTS) {
  test(`@server ${kind} signs up by code`, async ({ app, inbox }) => {
    const client = new Client(app);
    const emailAddress = newcomer();
    const begun = await client.ok("/sign-ups", {
      emailAddress,
      password: PASSWORD,
      strategy: "email_code",
    });
    expect(begun).toMatchObject({
      status: "missing_requirements",
      emailAddress,
      phoneNumber: null,
      verification: { status: "unverified", strategy: "email_code" },
      createdUserId: null,
    });
    const at = `/sign-ups/${begun.id}`;
    expect((await client.get(at)).body).toEqual(begun);
    expect((await new Client(app).get(at)).codes).toEqual(["resource_not_found"]);
    const soon = await client.post(`${at}/prepare-verification`, { strategy: "email_code" });
    expect(soon.codes).toEqual(["too_many_requests"]);
    expect(Number(soon.headers.get("retry-after"))).toBeGreaterThan(0);
    const code = await inbox.code(emailAddress);
    const otherwise = await client.post(`${at}/attempt-verification`, { strategy: "email_link" });
    expect(otherwise.codes).toEqual(["client_state_invalid"]);
    const done = await client.ok(`${at}/attempt-verification`, { code });
    expect(done).toMatchObject({ status: "complete", verification: { status: "verified" } });
    expect((await client.get("/me")).body).toMatchObject({
      id: done.createdUserId,
      emailAddresses: [{ emailAddress, isVerified: true, isPrimary: true }],
    });
  });

  test(`@server ${kind} signs in by a link that it opens itself`, async ({ app, user, inbox }) => {
    const client = new Client(app);
    const { id } = await client.ok("/sign-ins", { identifier: user.address, strategy: "email_link" });
    const token = tokenOf(await inbox.link(user.address));
    expect(await client.ok("/email-links/attempt", { token })).toEqual({
      status: "verified",
      sameClient: true,
    });
    const signIn = await client.get(`/sign-ins/${id}`);
    expect((await client.get("/session")).body.id).toBe(signIn.body.createdSessionId);
  });
}

test("@server after a link is confirmed on another client, the client that requested it completes the sign-in once", async ({
  app,
  user,
  inbox,
}) => {
  const client = new NativeClient(app);
  const begun = await client.ok("/sign-ins", { identifier: user.address, strategy: "email_link" });
  const { matchNumber } = begun.firstFactorVerification;
  const at = `/sign-ins/${begun.id}`;
  const goOn = () => client.post(`${at}/attempt-first-factor`, { strategy: "email_link" });
  expect((await goOn()).codes).toEqual(["client_state_invalid"]);
  const token = tokenOf(await inbox.link(user.address));
  const elsewhere = new BrowserClient(app);
  const asked = await elsewhere.post("/email-links/attempt", { token });
  expect([asked.codes, asked.fields]).toEqual([["form_param_missing"], ["matchNumber"]]);
  const confirmed = await elsewhere.ok("/email-links/attempt", { token, matchNumber });
  expect(confirmed).toEqual({ status: "verified", sameClient: false });
  expect((await elsewhere.get("/session")).status).toBe(401);
  expect((await client.get(at)).body.firstFactorVerification.status).toBe("verified");
  expect((await goOn()).body.status).toBe("complete");
  expect((await goOn()).status).toBe(400);
  expect((await client.get("/session")).body.status).toBe("active");
  const again = await new BrowserClient(app).ok("/email-links/attempt", { token, matchNumber });
  expect(again.status).toBe("failed");
});

test("@server a sign-up by link looks the same for a new and a taken address", async ({
  app,
  user,
  inbox,
}) => {
  const emailAddress = newcomer();
  const client = new NativeClient(app);
  const begun = await client.ok("/sign-ups", { emailAddress, password: PASSWORD, strategy: "email_link" });
  const taken = await new NativeClient(app).ok("/sign-ups", {
    emailAddress: user.address,
    password: PASSWORD,
    strategy: "email_link",
  });
  expect(Object.keys(taken)).toEqual(Object.keys(begun));
  expect(taken.status).toBe(begun.status);
  const token = tokenOf(await inbox.link(emailAddress));
  const { matchNumber } = begun.verification;
  await new NativeClient(app).ok("/email-links/attempt", { token, matchNumber });
  const at = `/sign-ups/${begun.id}/attempt-verification`;
  expect(await client.ok(at, { strategy: "email_link" })).toMatchObject({ status: "complete" });
  expect((await client.get("/session")).body.status).toBe("active");
});

test("@server reports all invalid fields of a sign-up in one response", async ({ app }) => {
  const refused = await new NativeClient(app).post("/sign-ups", {
    emailAddress: "not an address",
    phoneNumber: "12",
    password: "brief otter x",
  });
  expect(refused.status).toBe(422);
  expect(refused.fields).toEqual(["emailAddress", "phoneNumber", "password"]);
});

test("@server a sign-up without a password or a strategy sends nothing until a strategy is chosen", async ({
  app,
  inbox,
}) => {
  const emailAddress = newcomer();
  const client = new NativeClient(app);
  const begun = await client.ok("/sign-ups", { emailAddress });
  expect(begun.verification).toMatchObject({ status: "unverified", strategy: null, sameClient: null });
  expect((await client.get("/client")).body).toEqual({ session: null, signIn: null, signUp: begun });
  const at = `/sign-ups/${begun.id}`;
  const early = await client.post(`${at}/attempt-verification`, { strategy: "email_code", code: "123456" });
  expect(early.codes).toEqual(["client_state_invalid"]);
  await client.ok(`${at}/prepare-verification`, { strategy: "email_code" });
  const code = await inbox.code(emailAddress);
  const done = await client.ok(`${at}/attempt-verification`, { strategy: "email_code", code });
  expect(done).toMatchObject({ status: "complete", verification: { status: "verified", sameClient: true } });
  expect((await client.get("/me")).body.hasPassword).toBe(false);
  const { body: held } = await client.get("/client");
  expect(held).toMatchObject({ session: { id: done.createdSessionId, status: "active" }, signUp: null });

  const later = new NativeClient(app);
  const refused = await later.post("/sign-ins", { identifier: emailAddress, password: PASSWORD });
  expect(refused.codes).toEqual(["form_password_incorrect"]);
  const other = await later.ok("/sign-ins", { identifier: emailAddress });
  expect((await later.get("/client")).body).toEqual({ session: null, signIn: other, signUp: null });
  const [typed] = other.supportedFirstFactors.filter(
    ({ strategy }: { strategy: string }) => strategy === "email_link",
  );
  expect(typed.safeIdentifier).toBe(emailAddress);
});

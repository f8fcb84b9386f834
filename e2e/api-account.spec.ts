import { randomUUID } from "node:crypto";
import { BrowserClient, CLIENTS, signedInApp } from "./api";
import { Authenticator } from "./authenticator";
import { markCompromised, query, userIdOf } from "./database";
import { expect, test } from "./fixtures";

const NEW_PASSWORD = "violet harbour seven kites";

for (const { kind, Client } of CLIENTS) {
  test(`@server ${kind} reads and updates the account of its user`, async ({ app, user, inbox }) => {
    const client = new Client(app);
    await client.ok("/sign-ins", { identifier: user.address, password: user.password });
    expect((await client.patch("/me", { name: "  Ada  " })).body.name).toBe("Ada");
    const { body: me } = await client.get("/me");
    expect(me).toMatchObject({ name: "Ada", hasPassword: true, hasSecondFactor: false, isAdmin: false });
    expect(JSON.stringify(me)).not.toContain("argon2");

    const emailAddress = `api-${randomUUID()}@people.example`;
    const added = await client.ok("/me/email-addresses", { emailAddress, strategy: "email_code" });
    expect(added).toMatchObject({ emailAddress, isVerified: false, isPrimary: false });
    const at = `/me/email-addresses/${added.id}`;
    expect(added.verification).toMatchObject({ status: "unverified", strategy: "email_code" });
    expect((await client.get(at)).body).toEqual(added);
    expect((await client.post(`${at}/make-primary`)).codes).toEqual(["client_state_invalid"]);
    expect((await client.post(`${at}/prepare-verification`)).codes).toEqual(["too_many_requests"]);
    const code = await inbox.code(emailAddress);
    expect((await client.ok(`${at}/attempt-verification`, { code })).isVerified).toBe(true);
    expect((await client.ok(`${at}/make-primary`)).isPrimary).toBe(true);
    expect((await client.get("/me/email-addresses")).body.data).toHaveLength(2);

    const email = `api-${randomUUID()}@people.example`;
    const both = await client.post("/me/email-addresses", { emailAddress, email });
    expect([both.codes, both.fields]).toEqual([["form_param_format_invalid"], ["emailAddress"]]);
    const none = await client.post("/me/email-addresses", { strategy: "email_code" });
    expect([none.codes, none.fields]).toEqual([["form_param_missing"], ["emailAddress"]]);
    expect((await client.ok("/me/email-addresses", { email })).emailAddress).toBe(email);
    expect((await client.delete(at)).body).toEqual({ id: added.id, deleted: true });
    expect((await client.delete(at)).codes).toEqual(["resource_not_found"]);
  });

  test(`@server @texts ${kind} adds a phone number and verifies it by SMS code`, async ({
    app,
    user,
    inbox,
  }) => {
    const client = new Client(app);
    await client.ok("/sign-ins", { identifier: user.address, password: user.password });
    const phoneNumber = kind === "an app" ? "+14155557101" : "+14155557102";
    const number = await client.ok("/me/phone-numbers", { phoneNumber });
    expect(number.verification).toBeNull();
    await client.ok(`/me/phone-numbers/${number.id}/prepare-verification`);
    const text = await inbox.code(phoneNumber);
    const proven = await client.ok(`/me/phone-numbers/${number.id}/attempt-verification`, { code: text });
    expect(proven).toMatchObject({ phoneNumber, isVerified: true });
  });

  test(`@server ${kind} changes the password and revokes all other sessions`, async ({ app, user }) => {
    const other = await signedInApp(app, user);
    const client = new Client(app);
    await client.ok("/sign-ins", { identifier: user.address, password: user.password });
    const before = client.copy();
    const wrong = await client.post("/me/password", { currentPassword: "not it", newPassword: NEW_PASSWORD });
    expect([wrong.codes, wrong.fields]).toEqual([["form_password_incorrect"], ["currentPassword"]]);
    const same = await client.post("/me/password", { newPassword: user.password });
    expect([same.codes, same.fields]).toEqual([["form_password_same_as_current"], ["newPassword"]]);
    const change = { currentPassword: user.password, newPassword: NEW_PASSWORD };
    expect(await client.ok("/me/password", change)).toMatchObject({ status: "active" });
    expect((await client.get("/me")).status).toBe(200);
    expect((await before.get("/me")).status).toBe(401);
    expect((await other.get("/me")).status).toBe(401);
    await signedInApp(app, { ...user, password: NEW_PASSWORD });
  });

  test(`@server ${kind} lists and revokes sessions`, async ({ app, user }) => {
    const other = await signedInApp(app, user);
    const client = new Client(app);
    await client.ok("/sign-ins", { identifier: user.address, password: user.password });
    const { data } = (await client.get("/me/sessions")).body;
    expect(data).toHaveLength(2);
    const current = data.find(({ isCurrent }: { isCurrent: boolean }) => isCurrent);
    const elsewhere = data.find(({ isCurrent }: { isCurrent: boolean }) => !isCurrent);
    await client.delete(`/me/sessions/${elsewhere.id}`);
    expect((await other.get("/session")).status).toBe(401);
    expect((await client.delete(`/me/sessions/${elsewhere.id}`)).status).toBe(404);
    await client.delete(`/me/sessions/${current.id}`);
    expect((await client.get("/session")).status).toBe(401);
  });
}

test("@server @sql requires recent authentication for a change", async ({ app, user, inbox }) => {
  const client = await signedInApp(app, user);
  const userId = await userIdOf(app, user.address);
  const age = () =>
    query(app, `UPDATE "Session" SET "provenAt" = now() - interval '1 hour' WHERE "userId" = $1`, [userId]);
  const add = () =>
    client.post("/me/email-addresses", { emailAddress: `api-${randomUUID()}@people.example` });
  await age();
  expect((await add()).codes).toEqual(["fresh_proof_required"]);
  expect((await client.post("/me/password", { newPassword: NEW_PASSWORD })).status).toBe(403);
  await client.ok("/session/attempt-proof", { strategy: "password", password: user.password });
  expect((await add()).status).toBe(200);
  await age();
  const { verificationId } = await client.ok("/session/prepare-proof");
  const code = await inbox.code(user.address);
  await client.ok("/session/attempt-proof", { strategy: "message", verificationId, code });
  expect((await add()).status).toBe(200);
});

test("@server @sql responds with 404 to the IDs of another user", async ({ app, createNextUser }) => {
  const [mine, theirs] = [await signedInApp(app, createNextUser()), await signedInApp(app, createNextUser())];
  const { body: them } = await theirs.get("/me");
  const { id: sessionId } = (await theirs.get("/session")).body;
  const [address, number] = [them.emailAddresses[0].id, them.phoneNumbers[0].id];
  for (const at of [`/me/email-addresses/${address}`, `/me/phone-numbers/${number}`]) {
    expect((await mine.post(`${at}/prepare-verification`)).status, at).toBe(404);
    expect((await mine.post(`${at}/attempt-verification`, { code: "123456" })).status, at).toBe(404);
    expect((await mine.post(`${at}/make-primary`)).status, at).toBe(404);
    expect((await mine.delete(at)).status, at).toBe(404);
  }
  expect((await mine.delete(`/me/sessions/${sessionId}`)).status).toBe(404);
  expect((await theirs.get("/me")).body).toEqual(them);
});

test("@server sets up a second factor, which later sign-ins require", async ({ app, user }) => {
  const client = await signedInApp(app, user);
  const { secret } = await client.ok("/session/tasks/setup-mfa", { strategy: "totp" });
  const authenticator = new Authenticator(secret);
  const wrong = { strategy: "totp", code: authenticator.wrongCode() };
  expect((await client.post("/session/tasks/setup-mfa", wrong)).codes).toEqual(["form_code_incorrect"]);
  const code = await authenticator.code();
  const { backupCodes } = await client.ok("/session/tasks/setup-mfa", { strategy: "totp", code });
  expect(backupCodes.length).toBeGreaterThan(5);
  expect((await client.get("/me")).body.hasSecondFactor).toBe(true);

  for (const factor of [
    async () => ({ strategy: "totp", code: await authenticator.code() }),
    async () => ({ strategy: "backup_code", code: backupCodes[0] }),
  ]) {
    const other = new BrowserClient(app);
    const begun = await other.ok("/sign-ins", { identifier: user.address, password: user.password });
    expect(begun).toMatchObject({ status: "needs_second_factor", createdSessionId: null });
    expect(begun.supportedSecondFactors).toEqual([{ strategy: "totp" }, { strategy: "backup_code" }]);
    expect((await other.get("/session")).status).toBe(401);
    const at = `/sign-ins/${begun.id}/attempt-second-factor`;
    expect((await other.post(at, { strategy: "totp", code: "abcdef" })).fields).toEqual(["code"]);
    expect((await other.ok(at, await factor())).status).toBe("complete");
    expect((await other.get("/session")).body.status).toBe("active");
  }
});

test("@server @sql a pending session can only complete its task", async ({ app, user }) => {
  const client = await signedInApp(app, user);
  await markCompromised(app, user.address);
  for (const path of ["/me", "/me/email-addresses", "/me/phone-numbers", "/me/sessions"])
    expect((await client.get(path)).codes, path).toEqual(["session_pending"]);
  const posts: [string, object][] = [
    ["/me/email-addresses", { emailAddress: "intruder@newcomers.example" }],
    ["/me/phone-numbers", { phoneNumber: "+14155559876" }],
    ["/me/password", { currentPassword: user.password, newPassword: NEW_PASSWORD }],
    ["/session/tasks/setup-mfa", { strategy: "totp" }],
    ["/session/prepare-proof", {}],
    ["/session/attempt-proof", { strategy: "password", password: user.password }],
  ];
  for (const [path, body] of posts)
    expect((await client.post(path, body)).codes, path).toEqual(["session_pending"]);
  expect((await client.patch("/me", { name: "Intruder" })).codes).toEqual(["session_pending"]);
  const same = await client.post("/session/tasks/reset-password", { password: user.password });
  expect(same.codes).toEqual(["form_password_same_as_current"]);
  const resolved = await client.ok("/session/tasks/reset-password", { password: NEW_PASSWORD });
  expect(resolved).toMatchObject({ status: "active", currentTask: null });
  expect((await client.get("/me")).status).toBe(200);
});

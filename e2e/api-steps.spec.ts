import { NativeClient, signedInApp } from "./api";
import { expect, test } from "./fixtures";

const NEW_PASSWORD = "violet harbour seven kites";
const strategy = "reset_password_email_code";

test("@server no step of a password reset can be skipped, and no response contains a code or token", async ({
  app,
  user,
  inbox,
}) => {
  const client = new NativeClient(app);
  const begun = await client.ok("/sign-ins", { identifier: user.address, strategy });
  const at = `/sign-ins/${begun.id}`;
  const code = await inbox.code(user.address);
  const read = await client.get(at);
  for (const told of [JSON.stringify(begun), JSON.stringify(read.body)]) {
    expect(told).not.toContain(code);
    expect(told).not.toMatch(/[\w-]{43}/);
  }
  const reset = { password: NEW_PASSWORD };
  expect((await client.post(`${at}/reset-password`, reset)).codes).toEqual(["client_state_invalid"]);
  const second = { strategy: "totp", code: "123456" };
  expect((await client.post(`${at}/attempt-second-factor`, second)).codes).toEqual(["client_state_invalid"]);
  const [, held = ""] = (client.token ?? "").split(" ");
  for (const accessToken of [begun.id, held]) {
    const tried = await client.post("/password-reset/token", { accessToken, newPassword: NEW_PASSWORD });
    expect(tried.codes).toEqual(["verification_failed"]);
  }
  expect((await client.get("/session")).status).toBe(401);
  await signedInApp(app, user);
});

test("@server a verification is valid only for its own attempt, and a code only for its own user", async ({
  app,
  createNextUser,
  inbox,
}) => {
  const [mine, theirs] = [createNextUser(), createNextUser()];
  const client = new NativeClient(app);
  const own = await client.ok("/sign-ins", { identifier: mine.address, strategy });
  const other = await client.ok("/sign-ins", { identifier: theirs.address, strategy });
  const code = await inbox.code(mine.address);
  const crossed = await client.post(`/sign-ins/${other.id}/attempt-first-factor`, { strategy, code });
  expect([crossed.codes, crossed.fields]).toEqual([["form_code_incorrect"], ["code"]]);
  const proven = await client.ok(`/sign-ins/${own.id}/attempt-first-factor`, { strategy, code });
  expect(proven.status).toBe("needs_new_password");
  const reset = { password: NEW_PASSWORD };
  const skipped = await client.post(`/sign-ins/${other.id}/reset-password`, reset);
  expect(skipped.codes).toEqual(["client_state_invalid"]);
  for (const field of ["identifier", "userId", "emailAddress"]) {
    const turned = await client.post(`/sign-ins/${own.id}/reset-password`, {
      ...reset,
      [field]: theirs.address,
    });
    expect([turned.codes, turned.fields]).toEqual([["form_param_unknown"], [field]]);
  }
  expect((await client.ok(`/sign-ins/${own.id}/reset-password`, reset)).status).toBe("complete");
  await signedInApp(app, theirs);
  await signedInApp(app, { ...mine, password: NEW_PASSWORD });
});

test("@server rejects a token that was issued for another purpose", async ({ app, user, inbox }) => {
  const session = (await signedInApp(app, user)).token ?? "";
  const asking = new NativeClient(app);
  await asking.ok("/sign-ins", { identifier: user.address, strategy: "email_link" });
  const link = new URL(await inbox.link(user.address)).searchParams.get("token") ?? "";
  const [client = "", ofSession = ""] = session.replace("Bearer ", "").split(".");
  expect([link, client, ofSession].map((token) => token.length)).toEqual([43, 43, 43]);

  for (const bearer of [link, ofSession, `${link}.${link}`, `${client}.${link}`, `${client}.${client}`]) {
    const answer = await new NativeClient(app).send("GET", "/session", undefined, {
      Authorization: `Bearer ${bearer}`,
    });
    expect(answer.codes).toEqual(["authentication_invalid"]);
  }
  for (const token of [client, ofSession]) {
    const confirmed = await asking.ok("/email-links/attempt", { token });
    expect(confirmed).toEqual({ status: "failed", sameClient: false });
  }
  for (const accessToken of [link, client, ofSession]) {
    const reset = await asking.post("/password-reset/token", { accessToken, newPassword: NEW_PASSWORD });
    expect(reset.codes).toEqual(["verification_failed"]);
  }
  expect(await asking.ok("/email-links/attempt", { token: link })).toMatchObject({ status: "verified" });
});

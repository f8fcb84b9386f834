import { randomUUID } from "node:crypto";
import { NativeClient, signedInApp } from "./api";
import { Authenticator } from "./authenticator";
import { outdateProofs } from "./database";
import { expect, test } from "./fixtures";

test.describe.configure({ mode: "default" });
test.use({ settings: { RESEND_COOLDOWN_SECONDS: "0" } });

test("@server @texts accepts an SMS code as second factor", async ({ app, user, inbox }) => {
  const client = await signedInApp(app, user);
  const [{ id: phoneNumberId }] = (await client.get("/me/phone-numbers")).body.data;
  const setup = "/session/tasks/setup-mfa";
  const { verificationId } = await client.ok(setup, { strategy: "phone_code", phoneNumberId });
  const first = await inbox.code(user.phone);
  await client.ok(setup, { strategy: "phone_code", verificationId, code: first });

  const other = new NativeClient(app);
  const begun = await other.ok("/sign-ins", { identifier: user.address, password: user.password });
  expect(begun.supportedSecondFactors[0]).toMatchObject({ strategy: "phone_code", phoneNumberId });
  const at = `/sign-ins/${begun.id}`;
  const text = { strategy: "phone_code", phoneNumberId };
  const elsewhere = await other.post(`${at}/prepare-second-factor`, { ...text, phoneNumberId: randomUUID() });
  expect(elsewhere.codes).toEqual(["strategy_for_user_invalid"]);
  const byAnother = await new NativeClient(app).post(`${at}/prepare-second-factor`, text);
  expect(byAnother.codes).toEqual(["resource_not_found"]);
  const unsent = await other.ok(`${at}/prepare-second-factor`, { strategy: "backup_code" });
  expect(unsent).toEqual(begun);
  const sent = await other.ok(`${at}/prepare-second-factor`, { strategy: "phone_code" });
  expect(sent.secondFactorVerification).toMatchObject({ status: "unverified", strategy: "phone_code" });
  const code = await inbox.code(user.phone, 2);
  const done = await other.ok(`${at}/attempt-second-factor`, { strategy: "phone_code", code });
  expect(done).toMatchObject({ status: "complete", secondFactorVerification: { status: "verified" } });
  expect((await other.get("/session")).body.status).toBe("active");
});

test("@server @sql a user with a second factor reauthenticates with it, and each code works once", async ({
  app,
  user,
}) => {
  const client = await signedInApp(app, user);
  const setup = "/session/tasks/setup-mfa";
  const { secret } = await client.ok(setup, { strategy: "totp" });
  const authenticator = new Authenticator(secret);
  const { backupCodes } = await client.ok(setup, { strategy: "totp", code: await authenticator.code() });
  const add = () =>
    client.post("/me/email-addresses", { emailAddress: `api-${randomUUID()}@people.example` });
  const prove = (strategy: string, code: string) => client.post("/session/attempt-proof", { strategy, code });

  const codes = { totp: await authenticator.code(), backup_code: backupCodes[0] };
  for (const [strategy, code] of Object.entries(codes)) {
    await outdateProofs(app, user.address);
    expect((await add()).codes).toEqual(["fresh_proof_required"]);
    const wrong = await prove(
      strategy,
      strategy === "totp" ? authenticator.wrongCode() : "not-a-backup-code",
    );
    expect([wrong.codes, wrong.fields], strategy).toEqual([["form_code_incorrect"], ["code"]]);
    const before = client.copy();
    expect((await prove(strategy, code)).body, strategy).toMatchObject({ status: "active" });
    expect((await before.get("/session")).status).toBe(401);
    expect((await add()).status, strategy).toBe(200);
    expect((await prove(strategy, code)).status, `${strategy} again`).toBe(422);
  }
});

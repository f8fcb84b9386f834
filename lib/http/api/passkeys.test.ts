import "@/lib/db/testing/own-database";
import { afterEach, describe, expect, test, vi } from "vitest";
import { config } from "@/lib/config";
import { database } from "@/lib/db/client";
import { SoftwareAuthenticator } from "@/lib/factors/passkey/testing/authenticator";
import { createTestUser, makeCaller, signInAs } from "@/lib/flows/testing/user";
import { revokeSessionsOfUser } from "@/lib/sessions/sessions";
import { ApiApp } from "../testing/api-app";

vi.hoisted(() => {
  process.env.INBOX = "on";
});

vi.mock("next/headers", () => ({
  headers: async () => new Headers(),
  cookies: async () => ({ get: () => undefined, has: () => false }),
}));

const PASSWORD = "violet otter mends lanterns";
const ORIGIN = "http://localhost:3000";

async function person() {
  const user = await createTestUser(PASSWORD);
  return { ...user, app: new ApiApp(await signInAs(user, PASSWORD)) };
}

/** Adds the passkey of an authenticator by the API. */
async function add(app: ApiApp, device: SoftwareAuthenticator) {
  const { options } = await app.ok("POST /me/passkeys/options");
  return app.ok("POST /me/passkeys", [], { credential: device.register(options) });
}

/** Creates a user with a passkey. */
async function withPasskey() {
  const [user, device] = [await person(), new SoftwareAuthenticator(ORIGIN)];
  const { passkey } = await add(user.app, device);
  return { ...user, device, passkey };
}

/** Ends the recent authentication of every session of a user. */
const makeStale = async (userId: string) =>
  (await database()).session.updateMany({
    where: { userId },
    data: {
      provenAt: new Date(Date.now() - 3_600_000),
      secondFactorProvenAt: new Date(Date.now() - 3_600_000),
    },
  });

/** Sets when the password of a user was marked as compromised, which makes the sessions pending. */
const setCompromised = async (userId: string, passwordCompromisedAt: Date | null) =>
  (await database()).user.update({ where: { id: userId }, data: { passwordCompromisedAt } });

afterEach(() => {
  config().tasks.required["setup-mfa"] = false;
});

describe("the passkeys of the user", () => {
  test("are added, listed, renamed and removed, and the session gets new tokens", async () => {
    const { app, id: userId } = await person();
    const other = new ApiApp(await signInAs(await findUser(userId), PASSWORD));
    const device = new SoftwareAuthenticator(ORIGIN);
    const before = app.copy();
    const added = await add(app, device);
    expect(added.passkey).toMatchObject({ name: "an unknown device", isSynced: false, lastUsedAt: null });
    expect(added.backupCodes).toHaveLength(10);
    expect(added.session).toEqual(await app.ok("GET /session"));
    for (const ended of [before, other]) expect((await ended.call("GET /session")).status).toBe(401);
    expect((await app.ok("GET /me/passkeys")).data).toEqual([added.passkey]);
    expect((await app.ok("GET /me")).passkeys).toEqual([added.passkey]);

    const { id } = added.passkey;
    const renamed = await app.ok("PATCH /me/passkeys/{id}", [id], { name: "  Key ring " });
    expect(renamed).toEqual({ ...added.passkey, name: "Key ring" });
    const unnamed = await app.call("PATCH /me/passkeys/{id}", [id], { name: " " });
    expect([unnamed.status, unnamed.codes, unnamed.fields]).toEqual([
      422,
      ["form_param_format_invalid"],
      ["name"],
    ]);

    expect((await add(app, new SoftwareAuthenticator(ORIGIN))).backupCodes).toBeNull();
    expect(await app.ok("DELETE /me/passkeys/{id}", [id])).toEqual({ id, deleted: true });
    expect((await app.call("DELETE /me/passkeys/{id}", [id])).codes).toEqual(["resource_not_found"]);
    expect((await app.ok("GET /me/passkeys")).data).toHaveLength(1);
  });

  test("do not exist for other users", async () => {
    const [{ passkey, app }, stranger] = [await withPasskey(), await withPasskey()];
    for (const [name, body] of [
      ["PATCH /me/passkeys/{id}", { name: "Key" }],
      ["DELETE /me/passkeys/{id}", {}],
    ] as const) {
      const refused = await stranger.app.call(name, [passkey.id], body);
      expect([refused.status, refused.codes], name).toEqual([404, ["resource_not_found"]]);
      await app.ok(name, [passkey.id], body);
    }
  });

  const CALLS: [name: string, body: (credential: object) => object, needsReauthentication: boolean][] = [
    ["GET /me/passkeys", () => ({}), false],
    ["POST /me/passkeys/options", () => ({}), true],
    ["POST /me/passkeys", (credential) => ({ credential }), true],
    ["PATCH /me/passkeys/{id}", () => ({ name: "Key" }), false],
    ["DELETE /me/passkeys/{id}", () => ({}), true],
  ];

  test.each(CALLS)(
    "%s requires an active session, and a recent authentication like its page",
    async (...row) => {
      const [name, bodyWith, needsReauthentication] = row;
      const { app, id: userId, passkey } = await withPasskey();
      const { options } = await app.ok("POST /me/passkeys/options");
      const body = bodyWith(new SoftwareAuthenticator(ORIGIN).register(options));
      const ids = name.includes("{id}") ? [passkey.id] : [];

      const anonymous = await new ApiApp(makeCaller()).call(name, ids, body);
      expect([anonymous.status, anonymous.codes]).toEqual([401, ["authentication_invalid"]]);
      await setCompromised(userId, new Date());
      const pending = await app.call(name, ids, body);
      expect([pending.status, pending.codes]).toEqual([403, ["session_pending"]]);
      await setCompromised(userId, null);

      await makeStale(userId);
      const stale = await app.call(name, ids, body);
      if (needsReauthentication) expect([stale.status, stale.codes]).toEqual([403, ["fresh_proof_required"]]);
      else expect(stale.status).toBe(200);

      await revokeSessionsOfUser(await database(), userId, "signed_out");
      expect((await app.call(name, ids, body)).codes).toEqual(["authentication_invalid"]);
    },
  );

  test("a session that is pending for a second factor can add the first one", async () => {
    const { app } = await person();
    config().tasks.required["setup-mfa"] = true;
    expect((await app.call("GET /me/passkeys")).codes).toEqual(["session_pending"]);
    const { session, backupCodes } = await add(app, new SoftwareAuthenticator(ORIGIN));
    expect([session.status, backupCodes.length]).toEqual(["active", 10]);
  });
});

const findUser = async (userId: string) => {
  const { address } = await (await database()).emailAddress.findFirstOrThrow({ where: { userId } });
  return { id: userId, address };
};

describe("a challenge", () => {
  test("to add a passkey works once, and only in the session that requested it", async () => {
    const { app, id } = await person();
    const other = new ApiApp(await signInAs(await findUser(id), PASSWORD));
    const { options } = await app.ok("POST /me/passkeys/options");
    const credential = new SoftwareAuthenticator(ORIGIN).register(options);
    const refused = await other.call("POST /me/passkeys", [], { credential });
    expect([refused.status, refused.codes]).toEqual([422, ["passkey_not_accepted"]]);
    const again = await app.ok("POST /me/passkeys/options");
    const made = new SoftwareAuthenticator(ORIGIN).register(again.options);
    await app.ok("POST /me/passkeys", [], { credential: made });
    expect((await app.call("POST /me/passkeys", [], { credential: made })).codes).toEqual([
      "passkey_not_accepted",
    ]);
  });

  test("of another purpose is not accepted", async () => {
    const { app, device } = await withPasskey();
    const { options } = await app.ok("POST /sign-ins/passkey-options");
    const body = { strategy: "passkey", credential: device.sign(options) };
    expect((await app.call("POST /session/attempt-proof", [], body)).codes).toEqual(["passkey_not_accepted"]);
  });
});

describe("signing in with a passkey", () => {
  test("creates a session, once for each challenge and only for the client that requested it", async () => {
    const { device, address } = await withPasskey();
    const app = new ApiApp(makeCaller());
    const { options } = await app.ok("POST /sign-ins/passkey-options");
    expect(options).toMatchObject({ rpId: "localhost", userVerification: "required", allowCredentials: [] });
    const credential = device.sign(options);
    const stolen = await new ApiApp(makeCaller()).call("POST /sign-ins/passkey", [], { credential });
    expect([stolen.status, stolen.codes]).toEqual([422, ["passkey_not_accepted"]]);

    const next = await app.ok("POST /sign-ins/passkey-options");
    const signed = { credential: device.sign(next.options) };
    const client = app.copy();
    const session = await app.ok("POST /sign-ins/passkey", [], signed);
    expect(session).toMatchObject({ status: "active", user: { emailAddress: address } });
    expect(await app.ok("GET /session")).toEqual(session);
    expect((await client.call("POST /sign-ins/passkey", [], signed)).codes).toEqual(["passkey_not_accepted"]);
    expect((await app.ok("GET /me/passkeys")).data[0].lastUsedAt).toBeGreaterThan(0);
  });

  test("rejects credentials of another origin, of an unknown passkey, and without user verification", async () => {
    const { device } = await withPasskey();
    const app = new ApiApp(makeCaller());
    for (const does of [
      { origin: "https://evil.example" },
      { isUnlocked: false },
      { userHandle: undefined },
    ]) {
      const { options } = await app.ok("POST /sign-ins/passkey-options");
      const refused = await app.call("POST /sign-ins/passkey", [], {
        credential: device.sign(options, does),
      });
      expect([refused.status, refused.codes]).toEqual([422, ["passkey_not_accepted"]]);
    }
    for (const [body, code] of [
      [{}, "form_param_missing"],
      [{ credential: "text" }, "form_param_format_invalid"],
      [{ credential: { id: "a" } }, "form_param_format_invalid"],
    ] as const) {
      const refused = await app.call("POST /sign-ins/passkey", [], body);
      expect([refused.status, refused.codes, refused.fields]).toEqual([422, [code], ["credential"]]);
    }
  });
});

test("a passkey reauthenticates the session, which gets a new token", async () => {
  const { app, device, id, passkey } = await withPasskey();
  await makeStale(id);
  expect((await app.call("DELETE /me/passkeys/{id}", [passkey.id])).codes).toEqual(["fresh_proof_required"]);
  const missing = await app.call("POST /session/attempt-proof", [], { strategy: "passkey" });
  expect([missing.codes, missing.fields]).toEqual([["form_param_missing"], ["credential"]]);
  const { options } = await app.ok("POST /session/passkey-options");
  expect(options.allowCredentials).toHaveLength(1);
  const before = app.copy();
  await app.ok("POST /session/attempt-proof", [], { strategy: "passkey", credential: device.sign(options) });
  expect((await before.call("GET /session")).status).toBe(401);
  await app.ok("DELETE /me/passkeys/{id}", [passkey.id]);
  const { codes } = await app.call("POST /session/passkey-options");
  expect(codes).toEqual(["strategy_for_user_invalid"]);
});

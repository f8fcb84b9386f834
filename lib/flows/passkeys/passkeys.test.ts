import "@/lib/db/testing/own-database";
import { randomUUID } from "node:crypto";
import { describe, expect, test, vi } from "vitest";
import { database } from "@/lib/db/client";
import { type Misbehaviour, SoftwareAuthenticator } from "@/lib/factors/passkey/testing/authenticator";
import { userHandle } from "@/lib/factors/passkey/user-handle";
import { findSession } from "@/lib/sessions/find";
import type { Caller } from "../caller";
import { beginPasskeyReauthentication, reauthenticateWithPasskey } from "../reauthentication/with-passkey";
import { signInWithPassword } from "../sign-in/with-password";
import { expectOk } from "../testing/result";
import { createTestUser, makeCaller, type TestUser } from "../testing/user";
import { addPasskey, beginPasskeyRegistration } from "./add";
import { removePasskey, renamePasskey } from "./change";
import { passkeysOf } from "./read";
import { attemptPasskeySecondFactor, beginPasskeySecondFactor } from "./second-factor";
import { beginPasskeySignIn, signInWithPasskey } from "./sign-in";

const ORIGIN = "http://localhost:3000";
const PASSWORD = "copper kites circle northward";

vi.hoisted(() => {
  process.env.RATE_LIMITS = "off";
  process.env.BREACH_CHECK = "off";
  process.env.INBOX = "on";
});

const outcome = (result: { ok: boolean; errors?: { code: string }[] }) =>
  result.ok ? "ok" : result.errors?.[0]?.code;

/** Signs in with the password, in a separate browser. */
async function signedIn(person: TestUser): Promise<Caller> {
  const caller = makeCaller();
  const { address: identifier } = person;
  const { outcome } = expectOk(
    await signInWithPassword({ identifier, password: PASSWORD, redirectUrl: null }, caller),
  );
  if (outcome.status !== "complete") throw new Error(outcome.status);
  return { ...caller, sessionToken: outcome.session.token };
}

/** Adds the passkey of an authenticator. Returns the caller with the session's new token. */
async function add(caller: Caller, device: SoftwareAuthenticator): Promise<Caller> {
  const { options } = expectOk(await beginPasskeyRegistration(caller));
  const { session } = expectOk(await addPasskey(device.register(options), caller));
  return { ...caller, sessionToken: session.token };
}

/** Creates a user with a passkey, and the caller that added it. */
async function withPasskey(counts = true) {
  const person = await createTestUser(PASSWORD);
  const device = new SoftwareAuthenticator(ORIGIN, counts);
  return { person, device, caller: await add(await signedIn(person), device) };
}

/** Signs in with the passkey, in a separate browser. */
async function signInBy(device: SoftwareAuthenticator, does: Misbehaviour = {}, caller = makeCaller()) {
  const { options } = expectOk(await beginPasskeySignIn(caller));
  return signInWithPasskey(device.sign(options, does), caller);
}

/** Creates an attempt whose password is verified and that is pending for the second factor. Returns its id. */
async function waiting({ address: identifier }: TestUser, caller: Caller): Promise<string> {
  const { outcome } = expectOk(
    await signInWithPassword({ identifier, password: PASSWORD, redirectUrl: null }, caller),
  );
  if (outcome.status !== "needs_second_factor") throw new Error(outcome.status);
  return outcome.signInId;
}

const handleOf = (userId: string) => Buffer.from(userHandle(userId)).toString("base64url");

async function noticesTo({ address }: TestUser): Promise<number> {
  return (await database()).outboxMessage.count({
    where: { recipient: address, template: "account-changed" },
  });
}

describe("signing in with a passkey", () => {
  test("counts as two factors, and the options name no passkeys", async () => {
    const { person, device } = await withPasskey();
    const { options } = expectOk(await beginPasskeySignIn(makeCaller()));
    expect(options).toMatchObject({ rpId: "localhost", userVerification: "required", allowCredentials: [] });
    const { session } = expectOk(await signInBy(device));
    expect(await findSession(session.token)).toMatchObject({
      status: "active",
      isRecentlyAuthenticated: true,
      user: { id: person.id },
    });
  });

  test("an assertion is accepted once, even in ten concurrent requests", async () => {
    const { device } = await withPasskey();
    const caller = makeCaller();
    const { options } = expectOk(await beginPasskeySignIn(caller));
    const answer = device.sign(options);
    const results = await Promise.all(Array.from({ length: 10 }, () => signInWithPasskey(answer, caller)));
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(outcome(await signInWithPasskey(answer, caller))).toBe("passkey_not_accepted");
  });

  test("a challenge is rejected for another client, after its expiry, and for another purpose", async () => {
    const { device, caller: own } = await withPasskey();
    const caller = makeCaller();
    const first = expectOk(await beginPasskeySignIn(caller)).options;
    expect(outcome(await signInWithPasskey(device.sign(first), makeCaller()))).toBe("passkey_not_accepted");
    const second = expectOk(await beginPasskeySignIn(caller)).options;
    await (await database()).passkeyChallenge.updateMany({ data: { expiresAt: new Date(0) } });
    expect(outcome(await signInWithPasskey(device.sign(second), caller))).toBe("passkey_not_accepted");
    const proof = expectOk(await beginPasskeyReauthentication(own)).options;
    expect(outcome(await signInWithPasskey(device.sign(proof), own))).toBe("passkey_not_accepted");
  });

  test.each([
    ["another origin", { origin: "http://localhost:3001" }],
    ["another host", { rpId: "evil.example" }],
    ["another challenge", { challenge: "AAAA" }],
    ["a passkey that was not unlocked", { isUnlocked: false }],
    ["another user's handle", { userHandle: handleOf(randomUUID()) }],
    ["no user handle", { userHandle: undefined }],
    ["a passkey that can suddenly be synced", { isSyncable: true }],
  ])("rejects %s", async (_what, does) => {
    const { person, device } = await withPasskey();
    expect(outcome(await signInBy(device, does))).toBe("passkey_not_accepted");
    expect(outcome(await signInBy(device))).toBe("ok");
    expect(await noticesTo(person)).toBe(1);
  });

  test("rejects a signature by another key, whatever else the response contains", async () => {
    const { device } = await withPasskey();
    const caller = makeCaller();
    const { options } = expectOk(await beginPasskeySignIn(caller));
    const other = new SoftwareAuthenticator(ORIGIN).sign(options);
    const forged = {
      ...device.sign(options),
      response: { ...device.sign(options).response, signature: other.response.signature },
    };
    expect(outcome(await signInWithPasskey(forged, caller))).toBe("passkey_not_accepted");
    expect(outcome(await signInWithPasskey(other, caller))).toBe("passkey_not_accepted");
  });

  test("rejects and reports a counter that does not increase, and accepts one that stays zero", async () => {
    const { person, device } = await withPasskey();
    expect(outcome(await signInBy(device, { counter: 7 }))).toBe("ok");
    expect(outcome(await signInBy(device, { counter: 7 }))).toBe("passkey_not_accepted");
    expect(outcome(await signInBy(device, { counter: 0 }))).toBe("passkey_not_accepted");
    expect(await noticesTo(person)).toBe(3);
    expect(outcome(await signInBy(device, { counter: 8 }))).toBe("ok");
    const uncounted = await withPasskey(false);
    for (let time = 0; time < 2; time++) expect(outcome(await signInBy(uncounted.device))).toBe("ok");
  });

  test("rejects a locked user, and requires a new password if the password is compromised", async () => {
    const db = await database();
    const { person, device } = await withPasskey();
    const set = (data: object) => db.user.update({ where: { id: person.id }, data });
    await set({ passwordCompromisedAt: new Date() });
    const { session } = expectOk(await signInBy(device));
    expect(await findSession(session.token)).toMatchObject({ status: "pending", tasks: ["reset-password"] });
    await set({ lockedAt: new Date() });
    expect(outcome(await signInBy(device))).toBe("user_locked");
  });
});

describe("a passkey as the second factor", () => {
  test("follows a password, is requested by its id, and is accepted unlocked or not", async () => {
    const { person, device } = await withPasskey();
    for (const isUnlocked of [true, false]) {
      const caller = makeCaller();
      const signInId = await waiting(person, caller);
      const { options } = expectOk(await beginPasskeySecondFactor(signInId, caller));
      expect(options.allowCredentials).toHaveLength(1);
      const answer = device.sign(options, { isUnlocked, userHandle: undefined });
      const { session } = expectOk(await attemptPasskeySecondFactor({ signInId, answer }, caller));
      expect((await findSession(session?.token ?? ""))?.status).toBe("active");
      expect(outcome(await attemptPasskeySecondFactor({ signInId, answer }, caller))).toBe(
        "client_state_invalid",
      );
    }
  });

  test("is rejected if it belongs to another user, another attempt or another client", async () => {
    const { person, device } = await withPasskey();
    const stranger = await withPasskey();
    const caller = makeCaller();
    const [one, other] = [await waiting(person, caller), await waiting(person, caller)];
    const ask = async (id: string) => expectOk(await beginPasskeySecondFactor(id, caller)).options;
    const attempt = (signInId: string, answer: ReturnType<typeof device.sign>) =>
      attemptPasskeySecondFactor({ signInId, answer }, caller);
    expect(outcome(await attempt(one, stranger.device.sign(await ask(one))))).toBe("passkey_not_accepted");
    expect(outcome(await attempt(other, device.sign(await ask(one))))).toBe("passkey_not_accepted");
    expect(outcome(await beginPasskeySecondFactor(one, makeCaller()))).toBe("resource_not_found");
    expect(outcome(await attempt(one, device.sign(await ask(one))))).toBe("ok");
  });

  test("creates backup codes, which are removed with it if it is the last factor", async () => {
    const person = await createTestUser(PASSWORD);
    const caller = await signedIn(person);
    const device = new SoftwareAuthenticator(ORIGIN);
    const { options } = expectOk(await beginPasskeyRegistration(caller));
    const added = expectOk(await addPasskey(device.register(options), caller));
    expect(added.backupCodes).toHaveLength(10);
    const own = { ...caller, sessionToken: added.session.token };
    const [passkey] = await passkeysOf(person.id);
    expectOk(await removePasskey({ passkeyId: passkey?.id ?? "" }, own));
    expect(outcome(await signInBy(device))).toBe("passkey_not_accepted");
    await signedIn(person);
  });
});

describe("adding, renaming and removing", () => {
  test.each([
    ["made for another origin", { origin: "https://evil.example" }],
    ["made for another host", { rpId: "evil.example" }],
    ["that is not unlocked", { isUnlocked: false }],
    ["with the certificate of its maker", { format: "android-key" }],
  ])("a passkey %s is rejected", async (_what, does) => {
    const person = await createTestUser(PASSWORD);
    const caller = await signedIn(person);
    const { options } = expectOk(await beginPasskeyRegistration(caller));
    const answer = new SoftwareAuthenticator(ORIGIN).register(options, does);
    expect(outcome(await addPasskey(answer, caller))).toBe("passkey_not_accepted");
    expect(await passkeysOf(person.id)).toEqual([]);
  });

  test("a challenge registers one passkey, in the session it was issued for", async () => {
    const person = await createTestUser(PASSWORD);
    const [caller, elsewhere] = [await signedIn(person), await signedIn(person)];
    const { options } = expectOk(await beginPasskeyRegistration(caller));
    const answer = new SoftwareAuthenticator(ORIGIN).register(options);
    const inOtherSession = { ...caller, sessionToken: elsewhere.sessionToken };
    expect(outcome(await addPasskey(answer, inOtherSession))).toBe("passkey_not_accepted");
    const { session } = expectOk(await addPasskey(answer, caller));
    const own = { ...caller, sessionToken: session.token };
    expect(outcome(await addPasskey(answer, own))).toBe("passkey_not_accepted");
    expect(await findSession(elsewhere.sessionToken ?? "")).toBeNull();
    expect(await noticesTo(person)).toBe(1);
  });

  test("a passkey of another user is not reassigned", async () => {
    const { person, device } = await withPasskey();
    const thief = await signedIn(await createTestUser(PASSWORD));
    const { options } = expectOk(await beginPasskeyRegistration(thief));
    expect(outcome(await addPasskey(device.register(options), thief))).toBe("passkey_not_accepted");
    expect(await passkeysOf(person.id)).toHaveLength(1);
  });

  test("changes require a recent authentication, with the passkey if the user has one", async () => {
    const { person, device, caller } = await withPasskey();
    const long = new Date(Date.now() - 11 * 60_000);
    const db = await database();
    await db.session.updateMany({
      where: { userId: person.id },
      data: { provenAt: long, secondFactorProvenAt: long },
    });
    const [passkey] = await passkeysOf(person.id);
    const removal = { passkeyId: passkey?.id ?? "" };
    expect(outcome(await removePasskey(removal, caller))).toBe("fresh_proof_required");
    expect(outcome(await beginPasskeyRegistration(caller))).toBe("fresh_proof_required");
    const ask = async () => expectOk(await beginPasskeyReauthentication(caller)).options;
    const locked = device.sign(await ask(), { isUnlocked: false });
    expect(outcome(await reauthenticateWithPasskey(locked, caller))).toBe("passkey_not_accepted");
    const { session } = expectOk(await reauthenticateWithPasskey(device.sign(await ask()), caller));
    expect(outcome(await removePasskey(removal, { ...caller, sessionToken: session.token }))).toBe("ok");
  });

  test("a passkey of another user is not found", async () => {
    const { person } = await withPasskey();
    const { caller } = await withPasskey();
    const [{ id: passkeyId = "", name = "" } = {}] = await passkeysOf(person.id);
    expect(outcome(await renamePasskey({ passkeyId, name: "Mine" }, caller))).toBe("resource_not_found");
    expect(outcome(await removePasskey({ passkeyId }, caller))).toBe("resource_not_found");
    expect(await passkeysOf(person.id)).toMatchObject([{ id: passkeyId, name }]);
  });

  test("a name is trimmed and must not be empty", async () => {
    const { person, caller } = await withPasskey();
    const [{ id: passkeyId = "" } = {}] = await passkeysOf(person.id);
    expect(outcome(await renamePasskey({ passkeyId, name: " " }, caller))).toBe("form_param_format_invalid");
    expectOk(await renamePasskey({ passkeyId, name: " Blue key " }, caller));
    expect(await passkeysOf(person.id)).toMatchObject([{ name: "Blue key" }]);
  });
});

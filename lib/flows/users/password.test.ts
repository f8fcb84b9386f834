import "@/lib/db/testing/own-database";
import { randomUUID } from "node:crypto";
import { describe, expect, test, vi } from "vitest";
import type { Actor } from "@/lib/audit";
import { decrypt } from "@/lib/crypto/encryption";
import { database } from "@/lib/db/client";
import { findSession } from "@/lib/sessions/find";
import { resolveResetPassword } from "../session-tasks/reset-password";
import { signInWithPassword } from "../sign-in/with-password";
import { createTestUser, makeCaller, signInAs } from "../testing/user";
import { expireUserPassword, setUserPassword } from "./password";
import { markPasswordCompromised } from "./password-compromised";
import { readUser } from "./read";

vi.hoisted(() => {
  process.env.INBOX = "on";
  process.env.BREACH_CHECK = "off";
});

const PASSWORD = "violet otter mends lanterns";
const NEW_PASSWORD = "copper kites circle northward";
const BACK_OFFICE: Actor = { by: "secret_key", userId: null, metadata: makeCaller().metadata };
const NO_SUCH_USER = { ok: false, errors: [{ code: "resource_not_found" }] };

const set = (userId: string, password: string, signOutOfOtherSessions = true) =>
  setUserPassword(userId, { password, signOutOfOtherSessions }, BACK_OFFICE);

const signIn = (identifier: string, password: string) =>
  signInWithPassword({ identifier, password, redirectUrl: null }, makeCaller());

/** Creates a user without a password. */
async function createUserWithoutPassword(): Promise<{ id: string; address: string }> {
  const address = `${randomUUID()}@people.example`;
  const verified = { create: { address, isPrimary: true, verifiedAt: new Date() } };
  const { id } = await (await database()).user.create({ data: { emailAddresses: verified } });
  return { id, address };
}

describe("setting a user's password", () => {
  test("replaces the password, revokes every session and notifies every verified address", async () => {
    const db = await database();
    const user = await createTestUser(PASSWORD);
    const address = `second-${user.address}`;
    await db.emailAddress.create({ data: { userId: user.id, address, verifiedAt: new Date() } });
    const { sessionToken } = await signInAs(user, PASSWORD);
    expect(await set(user.id, NEW_PASSWORD)).toEqual({ ok: true });
    expect(await findSession(sessionToken)).toBeNull();
    expect(await signIn(user.address, PASSWORD)).toMatchObject({
      errors: [{ code: "form_password_incorrect" }],
    });
    expect(await signIn(user.address, NEW_PASSWORD)).toMatchObject({ outcome: { status: "complete" } });
    const notices = await db.outboxMessage.findMany({
      where: { template: "password-changed", recipient: { in: [user.address, address] } },
    });
    expect(notices.map(({ recipient }) => recipient).sort()).toEqual([address, user.address].sort());
    for (const { sealedValues } of notices)
      expect(decrypt("outbox", sealedValues ?? new Uint8Array())).toEqual({ changedFrom: null });
    const [event] = await db.auditEvent.findMany({ where: { userId: user.id, type: "user.password_set" } });
    expect(event).toMatchObject({ actorId: null, details: { by: "secret_key", sessionsRevoked: 1 } });
  });

  test("keeps the sessions if requested", async () => {
    const user = await createTestUser(PASSWORD);
    const { sessionToken } = await signInAs(user, PASSWORD);
    expect(await set(user.id, NEW_PASSWORD, false)).toEqual({ ok: true });
    expect(await findSession(sessionToken)).toMatchObject({ status: "active" });
  });

  test("gives a password to a user who had none", async () => {
    const user = await createUserWithoutPassword();
    expect(await set(user.id, NEW_PASSWORD)).toEqual({ ok: true });
    expect(await signIn(user.address, NEW_PASSWORD)).toMatchObject({ outcome: { status: "complete" } });
  });

  test("lifts the lockout, the compromised flag and the expiry of the old password", async () => {
    const user = await createTestUser(PASSWORD);
    for (let attempts = 0; attempts < 10; attempts++) await signIn(user.address, "not the password at all");
    expect(await signIn(user.address, PASSWORD)).toMatchObject({ errors: [{ code: "user_locked" }] });
    await markPasswordCompromised(user.id, "reported", BACK_OFFICE);
    await expireUserPassword(user.id, BACK_OFFICE);
    await set(user.id, NEW_PASSWORD);
    expect(await readUser(user.id)).toMatchObject({
      user: { passwordCompromised: false, passwordExpired: false, lockoutExpiresAt: null },
    });
    expect(await signIn(user.address, NEW_PASSWORD)).toMatchObject({ outcome: { status: "complete" } });
  });

  test.each([
    ["too short, odd", "form_password_length_too_short"],
    ["x".repeat(129), "form_password_length_too_long"],
    ["password", "form_password_length_too_short", "form_password_pwned"],
    ["aaaaaaaaaaaaaaaaaaaa", "form_password_not_strong_enough"],
    [PASSWORD, "form_password_same_as_current"],
  ])("rejects %j with %s, and keeps password and sessions", async (password, ...codes) => {
    const user = await createTestUser(PASSWORD);
    const { sessionToken } = await signInAs(user, PASSWORD);
    expect(await set(user.id, password)).toMatchObject({
      errors: codes.map((code) => ({ code, meta: { paramName: "password" } })),
    });
    expect(await findSession(sessionToken)).not.toBeNull();
    expect(await signIn(user.address, PASSWORD)).toMatchObject({ ok: true });
  });

  test("rejects a password made of the user's address", async () => {
    const { id } = await createTestUser(PASSWORD);
    const address = "ada.lovelace@people.example";
    await (await database()).emailAddress.create({ data: { userId: id, address, verifiedAt: new Date() } });
    expect(await set(id, address)).toMatchObject({
      errors: [{ code: "form_password_not_strong_enough" }],
    });
  });

  test("rejects an unknown user", async () => {
    expect(await set(randomUUID(), NEW_PASSWORD)).toMatchObject(NO_SUCH_USER);
  });
});

describe("an expired password", () => {
  test("signs in to a session that is pending until a new password is set; older sessions stay active", async () => {
    const user = await createTestUser(PASSWORD);
    const before = await signInAs(user, PASSWORD);
    expect(await expireUserPassword(user.id, BACK_OFFICE)).toEqual({ ok: true });
    const after = await signInAs(user, PASSWORD);
    expect(await findSession(before.sessionToken)).toMatchObject({ status: "active" });
    expect(await findSession(after.sessionToken)).toMatchObject({
      status: "pending",
      tasks: ["reset-password"],
    });

    const same = { password: PASSWORD, signOutOfOtherSessions: false };
    expect(await resolveResetPassword(same, after)).toMatchObject({
      errors: [{ code: "form_password_same_as_current" }],
    });
    const resolved = await resolveResetPassword({ ...same, password: NEW_PASSWORD }, after);
    if (!resolved.ok) throw new Error("the task was not resolved");
    expect(await findSession(resolved.session.token)).toMatchObject({ status: "active", tasks: [] });
    expect(await readUser(user.id)).toMatchObject({ user: { passwordExpired: false } });
    const again = await signInAs(user, NEW_PASSWORD);
    expect(await findSession(again.sessionToken)).toMatchObject({ status: "active" });
  });

  test.each([true, false])(
    "revokes the other pending sessions with its replacement (signing others out: %s)",
    async (signOutOfOtherSessions) => {
      const user = await createTestUser(PASSWORD);
      const before = await signInAs(user, PASSWORD);
      await expireUserPassword(user.id, BACK_OFFICE);
      const [pending, own] = [await signInAs(user, PASSWORD), await signInAs(user, PASSWORD)];
      const change = { password: NEW_PASSWORD, signOutOfOtherSessions };
      const resolved = await resolveResetPassword(change, own);
      if (!resolved.ok) throw new Error("the task was not resolved");
      expect(await findSession(resolved.session.token)).toMatchObject({ status: "active" });
      expect(await findSession(pending.sessionToken)).toBeNull();
      expect((await findSession(before.sessionToken)) === null).toBe(signOutOfOtherSessions);
    },
  );

  test("revokes pending sessions if the backend replaces it and keeps the sessions", async () => {
    const user = await createTestUser(PASSWORD);
    const before = await signInAs(user, PASSWORD);
    await expireUserPassword(user.id, BACK_OFFICE);
    const pending = await signInAs(user, PASSWORD);
    expect(await set(user.id, NEW_PASSWORD, false)).toEqual({ ok: true });
    expect(await findSession(before.sessionToken)).toMatchObject({ status: "active" });
    expect(await findSession(pending.sessionToken)).toBeNull();
  });

  test("does not make a pending session active by expiring again", async () => {
    const user = await createTestUser(PASSWORD);
    await expireUserPassword(user.id, BACK_OFFICE);
    const { sessionToken } = await signInAs(user, PASSWORD);
    expect(await expireUserPassword(user.id, BACK_OFFICE)).toEqual({ ok: true });
    expect(await findSession(sessionToken)).toMatchObject({ status: "pending" });
    const events = await (await database()).auditEvent.count({
      where: { userId: user.id, type: "user.password_expired" },
    });
    expect(events).toBe(1);
  });

  test("needs a user with a password", async () => {
    const { id } = await createUserWithoutPassword();
    expect(await expireUserPassword(id, BACK_OFFICE)).toMatchObject({
      errors: [{ code: "strategy_for_user_invalid" }],
    });
    expect(await expireUserPassword(randomUUID(), BACK_OFFICE)).toMatchObject(NO_SUCH_USER);
  });
});

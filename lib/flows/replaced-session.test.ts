import "@/lib/db/testing/own-embedded";
import { describe, expect, test, vi } from "vitest";
import { database } from "@/lib/db/client";
import { findSession } from "@/lib/sessions/find";
import { changeOwnPassword } from "./account/change-password";
import type { Caller } from "./caller";
import { attemptReauthenticationCode, requestReauthenticationCode } from "./reauthentication/with-code";
import { reauthenticateWithPassword } from "./reauthentication/with-password";
import { attemptSecondFactor } from "./second-factor/attempt";
import { regenerateBackupCodes } from "./second-factor/backup-codes";
import { endSession } from "./session";
import { resolveResetPassword } from "./session-tasks/reset-password";
import { signInWithPassword } from "./sign-in/with-password";
import { codeSentIn, createTestUser, makeCaller, signInAs, type TestUser, totpCodeOf } from "./testing/user";
import { markPasswordCompromised } from "./users/password-compromised";

vi.hoisted(() => {
  process.env.RATE_LIMITS = "off";
  process.env.INBOX = "on";
});

const PASSWORD = "violet otter mends lanterns";
const NEW_PASSWORDS = ["copper kites circle northward", "copper heron folds umbrellas"] as const;

type Changed = { ok: true; session: { token: string } } | { ok: false };
type Session = { person: TestUser; caller: Caller & { sessionToken: string } };
type Change = (turn: 0 | 1) => Promise<Changed>;

const ordinary = async (): Promise<Session> => {
  const person = await createTestUser(PASSWORD);
  return { person, caller: await signInAs(person, PASSWORD) };
};

const withSecondFactor = async (): Promise<Session> => {
  const person = await createTestUser(PASSWORD, { totp: true });
  const caller = makeCaller();
  const input = { identifier: person.address, password: PASSWORD, redirectUrl: null };
  const signedIn = await signInWithPassword(input, caller);
  if (!signedIn.ok || signedIn.outcome.status !== "needs_second_factor") throw new Error("not asked");
  const { signInId } = signedIn.outcome;
  const code = await totpCodeOf(person.id);
  const passed = await attemptSecondFactor({ signInId, strategy: "totp", code, trustDevice: false }, caller);
  if (!passed.ok || passed.session === null) throw new Error("not signed in");
  return { person, caller: { ...caller, sessionToken: passed.session.token } };
};

/** Every change that rotates its session's token: a session of its kind, and the change. */
const CHANGES: Record<string, [() => Promise<Session>, (session: Session) => Promise<Change>]> = {
  "a new password": [
    ordinary,
    async ({ caller }) =>
      (turn) =>
        changeOwnPassword(
          { currentPassword: null, password: NEW_PASSWORDS[turn], signOutOfOtherSessions: true },
          caller,
        ),
  ],
  "the task of a compromised password": [
    ordinary,
    async ({ person, caller }) => {
      await markPasswordCompromised(person.id, "reported", {
        by: "secret_key",
        userId: null,
        metadata: caller.metadata,
      });
      return (turn) =>
        resolveResetPassword({ password: NEW_PASSWORDS[turn], signOutOfOtherSessions: true }, caller);
    },
  ],
  "a reauthentication by password": [
    ordinary,
    async ({ caller }) =>
      () =>
        reauthenticateWithPassword({ password: PASSWORD }, caller),
  ],
  "a reauthentication by code": [
    ordinary,
    async ({ caller }) => {
      const asked = [await requestReauthenticationCode(caller), await requestReauthenticationCode(caller)];
      const codes = await Promise.all(
        asked.map(async (one) => {
          if (!one.ok) throw new Error(one.errors[0].code);
          const { verificationId } = one;
          return { verificationId, code: await codeSentIn(verificationId) };
        }),
      );
      return (turn) => attemptReauthenticationCode(codes[turn] as (typeof codes)[0], caller);
    },
  ],
  "new backup codes": [
    withSecondFactor,
    async ({ caller }) =>
      () =>
        regenerateBackupCodes(caller),
  ],
};

describe.each(Object.entries(CHANGES))("%s", (_name, [signedIn, prepare]) => {
  test("succeeds once of two concurrent requests, and the returned token stays valid", async () => {
    const change = await prepare(await signedIn());
    const [one, other] = await Promise.all([change(0), change(1)]);
    const tokens = [one, other].flatMap((changed) => (changed.ok ? [changed.session.token] : []));
    expect(tokens).toHaveLength(1);
    expect((await findSession(tokens[0] ?? ""))?.status).toBe("active");
  });

  test("has no effect if the session ends before it is applied", async () => {
    const session = await signedIn();
    const change = await prepare(session);
    const db = await database();
    const state = () =>
      db.user.findUniqueOrThrow({
        where: { id: session.person.id },
        select: { passwordHash: true, backupCodes: { select: { id: true } } },
      });
    const before = await state();
    // The session is read before the change is applied, and ends between the two.
    const changing = change(0);
    await endSession(session.caller.sessionToken, session.caller.metadata);
    expect((await changing).ok).toBe(false);
    expect(await state()).toEqual(before);
  });
});

import "@/lib/db/testing/own-database";
import { describe, expect, test, vi } from "vitest";
import type { Actor } from "@/lib/audit";
import { database } from "@/lib/db/client";
import { changeOwnPassword } from "../account/change-password";
import { revokeOtherSessions, revokeOwnSession } from "../account/sessions";
import type { Caller } from "../caller";
import { signInWithPassword } from "../sign-in/with-password";
import { createTestUser, makeCaller, type TestUser, totpCodeOf } from "../testing/user";
import { lockUser, unlockUser } from "../users/lock";
import { revokeUserSession, revokeUserSessions } from "../users/sessions";
import { attemptSecondFactor } from "./attempt";
import { regenerateBackupCodes } from "./backup-codes";

vi.hoisted(() => {
  process.env.RATE_LIMITS = "off";
});

const PASSWORD = "violet otter mends lanterns";
const BACK_OFFICE: Actor = { by: "secret_key", userId: null, metadata: makeCaller().metadata };
const DAY_MS = 86_400_000;

/** Signs in with the password on a client. Returns the outcome. */
async function signIn({ address }: TestUser, caller: Caller, password = PASSWORD) {
  const signedIn = await signInWithPassword({ identifier: address, password, redirectUrl: null }, caller);
  if (!signedIn.ok) throw new Error(signedIn.errors[0].code);
  return signedIn.outcome;
}

const statusOf = async (person: TestUser, caller: Caller, password = PASSWORD) =>
  (await signIn(person, caller, password)).status;

/** Signs in with the second factor, and trusts the client unless `trusts` is false. */
async function signInWithTotp(person: TestUser, caller: Caller, { trusts = true } = {}) {
  const outcome = await signIn(person, caller);
  if (outcome.status !== "needs_second_factor") throw new Error("not asked for the second factor");
  const input = { signInId: outcome.signInId, strategy: "totp", code: await totpCodeOf(person.id) } as const;
  const passed = await attemptSecondFactor({ ...input, trustDevice: trusts }, caller);
  if (!passed.ok || passed.session === null) throw new Error("not signed in");
  return { ...caller, sessionToken: passed.session.token, sessionId: passed.session.id };
}

const makeUser = () => createTestUser(PASSWORD, { totp: true });

test("a trusted client skips the second factor of the user who trusted it, and of no other", async () => {
  const [user, other] = [await makeUser(), await makeUser()];
  const client = makeCaller();
  await signInWithTotp(user, client);
  expect(await statusOf(user, client)).toBe("complete");
  expect(await statusOf(other, client)).toBe("needs_second_factor");
  await signInWithTotp(other, client);
  expect(await statusOf(other, client)).toBe("complete");
});

test("only the client that was trusted skips the second factor", async () => {
  const user = await makeUser();
  await signInWithTotp(user, makeCaller());
  expect(await statusOf(user, makeCaller())).toBe("needs_second_factor");
});

test("a client that was not trusted is asked for the second factor again", async () => {
  const user = await makeUser();
  const client = makeCaller();
  await signInWithTotp(user, client, { trusts: false });
  expect(await statusOf(user, client)).toBe("needs_second_factor");
});

test("trust expires after thirty days", async () => {
  const user = await makeUser();
  const client = makeCaller();
  await signInWithTotp(user, client);
  const db = await database();
  const { id, expiresAt } = await db.trustedDevice.findFirstOrThrow({ where: { userId: user.id } });
  expect(Math.abs(expiresAt.getTime() - Date.now() - 30 * DAY_MS)).toBeLessThan(DAY_MS / 2);
  const endIn = (seconds: number) =>
    db.$executeRaw`
      UPDATE "TrustedDevice" SET "expiresAt" = now() + ${seconds} * interval '1 second' WHERE id = ${id}::uuid`;
  await endIn(600);
  expect(await statusOf(user, client)).toBe("complete");
  await endIn(0);
  expect(await statusOf(user, client)).toBe("needs_second_factor");
});

test("trusting an expired client again renews the trust", async () => {
  const user = await makeUser();
  const client = makeCaller();
  await signInWithTotp(user, client);
  await (await database()).trustedDevice.updateMany({
    where: { userId: user.id },
    data: { expiresAt: new Date(0) },
  });
  await signInWithTotp(user, client);
  expect(await statusOf(user, client)).toBe("complete");
});

describe("no client is trusted any more", () => {
  const NEW_PASSWORD = "copper kites circle northward";
  type Trusted = Caller & { sessionId: string };
  const ENDINGS: Record<string, (user: TestUser, trusted: Trusted) => Promise<{ ok: boolean }>> = {
    "after a new password": (_user, trusted) =>
      changeOwnPassword(
        { currentPassword: PASSWORD, password: NEW_PASSWORD, signOutOfOtherSessions: false },
        trusted,
      ),
    "after a change of the factors": (_user, trusted) => regenerateBackupCodes(trusted),
    "after a lock": async ({ id }) => {
      await lockUser(id, BACK_OFFICE);
      return unlockUser(id, BACK_OFFICE);
    },
    "once an administrator signs the user out everywhere": ({ id }) => revokeUserSessions(id, BACK_OFFICE),
    "once an administrator revokes its session": ({ id: userId }, { sessionId }) =>
      revokeUserSession({ userId, sessionId }, BACK_OFFICE),
    "once the user revokes its session from another": async (user, { sessionId }) =>
      revokeOwnSession(sessionId, await signInWithTotp(user, makeCaller(), { trusts: false })),
    "once the user revokes all other sessions": async (user) =>
      revokeOtherSessions(await signInWithTotp(user, makeCaller(), { trusts: false })),
  };

  test.each(Object.entries(ENDINGS))("%s", async (_name, end) => {
    const user = await makeUser();
    const trusted = await signInWithTotp(user, makeCaller());
    expect((await end(user, trusted)).ok).toBe(true);
    const { passwordChangedAt } = await (await database()).user.findUniqueOrThrow({ where: { id: user.id } });
    const password = passwordChangedAt === null ? PASSWORD : NEW_PASSWORD;
    expect(await statusOf(user, { ...trusted, sessionToken: null }, password)).toBe("needs_second_factor");
  });
});

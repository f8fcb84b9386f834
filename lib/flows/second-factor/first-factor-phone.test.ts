import "@/lib/db/testing/own-database";
import { expect, test, vi } from "vitest";
import { database } from "@/lib/db/client";
import { makeBackupCodes, replaceBackupCodes } from "@/lib/factors/backup-code/codes";
import { verifyPassword } from "@/lib/factors/password/hash";
import { withoutRequest } from "@/lib/jobs/requester";
import { removeIdentifier } from "../identifiers/change";
import { resetPasswordWithCode } from "../password-reset/with-code";
import { createSignIn } from "../sign-in/create";
import { signInWithPassword } from "../sign-in/with-password";
import { codeSentFor, createTestUser, makeCaller, signInAs } from "../testing/user";
import { attemptSecondFactor } from "./attempt";

vi.hoisted(() => {
  process.env.RATE_LIMITS = "off";
  process.env.INBOX = "on";
});

const BEFORE = "violet otter mends lanterns";
const AFTER = "copper heron folds umbrellas";

let numbers = 0;

/** Adds a number that is a second factor of the user. */
async function secondFactorPhone(userId: string): Promise<{ id: string; number: string }> {
  const now = new Date();
  const number = `+120255501${String(numbers++).padStart(2, "0")}`;
  const phone = { userId, number, isPrimary: true, verifiedAt: now, secondFactorAt: now };
  return (await database()).phoneNumber.create({ data: phone });
}

async function backupCodesOf(userId: string): Promise<string[]> {
  const made = makeBackupCodes(userId);
  await replaceBackupCodes(await database(), userId, made);
  return made.codes;
}

async function hasPassword(userId: string, password: string): Promise<boolean> {
  const { passwordHash } = await (await database()).user.findUniqueOrThrow({ where: { id: userId } });
  return passwordHash !== null && verifyPassword(passwordHash, password, withoutRequest());
}

async function resetByText(number: string) {
  const caller = makeCaller();
  const begun = await createSignIn(
    { identifier: number, strategy: "reset_password_phone_code", redirectUrl: null },
    caller,
  );
  if (!begun.ok) throw new Error("not begun");
  const { signInId } = begun;
  const input = {
    signInId,
    code: await codeSentFor(signInId),
    password: AFTER,
    signOutOfOtherSessions: true,
  };
  return { caller, signInId, reset: await resetPasswordWithCode(input, caller) };
}

test("a phone that is the second factor cannot reset the password alone @texts", async () => {
  const person = await createTestUser(BEFORE);
  const { number } = await secondFactorPhone(person.id);
  const codes = await backupCodesOf(person.id);

  const { caller, signInId, reset } = await resetByText(number);
  expect(reset).toMatchObject({ ok: true, outcome: { status: "needs_second_factor" } });
  expect(await hasPassword(person.id, BEFORE)).toBe(true);
  const input = { identifier: number, password: AFTER, redirectUrl: null };
  expect((await signInWithPassword(input, makeCaller())).ok).toBe(false);

  const code = codes[0] ?? "";
  const factor = { signInId, strategy: "backup_code", code, trustDevice: false } as const;
  expect(await attemptSecondFactor(factor, caller)).toMatchObject({ ok: true });
  expect(await hasPassword(person.id, AFTER)).toBe(true);
  const { newPasswordHash } = await (await database()).signIn.findUniqueOrThrow({ where: { id: signInId } });
  expect(newPasswordHash).toBeNull();
  const completed = { userId: person.id, type: "password_reset.completed" };
  expect(await (await database()).auditEvent.count({ where: completed })).toBe(1);
});

test("removing a number removes the second factor and revokes every other session @texts", async () => {
  const person = await createTestUser(BEFORE);
  const here = await signInAs(person, BEFORE);
  await signInAs(person, BEFORE);
  const { id: identifierId } = await secondFactorPhone(person.id);
  await backupCodesOf(person.id);
  const db = await database();
  await db.session.updateMany({ where: { userId: person.id }, data: { secondFactorProvenAt: new Date() } });

  const removed = await removeIdentifier({ kind: "phone", identifierId }, here);
  expect(removed).toMatchObject({ ok: true, session: { token: expect.any(String) } });
  const alive = await db.session.findMany({ where: { userId: person.id, revokedAt: null } });
  expect(alive.map(({ id }) => id)).toEqual([removed.ok && removed.session?.id]);
  expect(await db.backupCode.count({ where: { userId: person.id } })).toBe(0);
});

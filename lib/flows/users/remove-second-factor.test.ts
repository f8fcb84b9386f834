import "@/lib/db/testing/own-database";
import { expect, test, vi } from "vitest";
import type { Actor } from "@/lib/audit";
import { database } from "@/lib/db/client";
import { makeBackupCodes, replaceBackupCodes } from "@/lib/factors/backup-code/codes";
import { createSession } from "@/lib/sessions/sessions";
import { getTwoFactorStatus } from "../second-factor/read";
import { createTestUser, makeCaller } from "../testing/user";
import { removeSecondFactor } from "./remove-second-factor";

vi.hoisted(() => {
  process.env.INBOX = "on";
});

const PASSWORD = "violet otter mends lanterns";
const { metadata } = makeCaller();

test("removes every factor, revokes every session and notifies every verified address; a second removal is rejected", async () => {
  const db = await database();
  const [administrator, { id: userId, address }] = [
    await createTestUser(PASSWORD),
    await createTestUser(PASSWORD, { totp: true }),
  ];
  const actor: Actor = { by: "administrator", userId: administrator.id, metadata };
  const verifiedAt = new Date();
  const second = `second-${address}`;
  await db.emailAddress.create({ data: { userId, address: second, verifiedAt } });
  await db.emailAddress.create({ data: { userId, address: `claimed-${address}` } });
  await db.phoneNumber.create({
    data: { userId, number: "+14155550177", verifiedAt, secondFactorAt: verifiedAt },
  });
  const key = { credentialId: "key", publicKey: new Uint8Array(), isSyncable: false, isSynced: false };
  await db.passkey.create({ data: { userId, name: "Key", ...key } });
  await replaceBackupCodes(db, userId, makeBackupCodes(userId));
  const clientHash = new Uint8Array(32);
  await createSession(db, { userId, clientHash, replacesToken: null }, metadata);

  expect(await removeSecondFactor(userId, actor)).toEqual({ ok: true });
  expect(await getTwoFactorStatus(userId)).toEqual({
    totp: false,
    phones: [],
    passkeys: 0,
    backupCodesLeft: 0,
    trustedDevices: 0,
  });
  expect(await db.session.count({ where: { userId, revokedAt: null } })).toBe(0);
  const notified = await db.outboxMessage.findMany({ where: { template: "account-changed" } });
  expect(notified.map(({ recipient }) => recipient).sort()).toEqual([address, second].sort());
  const [event] = await db.auditEvent.findMany({ where: { userId, type: "user.second_factor_removed" } });
  expect(event).toMatchObject({ actorId: administrator.id, details: { by: "administrator" } });
  expect(await removeSecondFactor(userId, actor)).toMatchObject({
    errors: [{ code: "strategy_for_user_invalid" }],
  });
});

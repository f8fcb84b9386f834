import { keyedHash } from "@/lib/crypto/hash";
import { randomBase32, randomSecret } from "@/lib/crypto/random";
import type { Db } from "@/lib/db/client";
import { hashWithSalt } from "@/lib/factors/password/hash";
import type { Requester } from "@/lib/jobs/requester";
import { toAsciiDigits } from "@/lib/typed-text";

const COUNT = 10;
/** 80 bits; NIST SP 800-63B-4 §4.2.1.1 requires 64 for a saved recovery code. */
const LENGTH = 16;
const GROUP = 4;
const SALT_BYTES = 16;

/** New backup codes, and the salt and hashes to store (docs/decisions/013). */
export type BackupCodeSet = {
  codes: string[];
  salt: Uint8Array<ArrayBuffer>;
  hashes: Uint8Array<ArrayBuffer>[];
};

/** Generates a set of ten codes of a user, to be shown once and not stored. */
export function makeBackupCodes(userId: string): BackupCodeSet {
  const codes = Array.from({ length: COUNT }, () => inGroups(randomBase32(LENGTH)));
  return hashBackupCodes(userId, codes);
}

/** Creates a set from existing codes. */
export function hashBackupCodes(userId: string, codes: string[]): BackupCodeSet {
  const salt = randomSecret(SALT_BYTES);
  return { codes, salt, hashes: codes.map((code) => hashOf(userId, normalizeBackupCode(code), salt)) };
}

function hashOf(userId: string, code: string, salt: Uint8Array): Uint8Array<ArrayBuffer> {
  return keyedHash("backup-code", userId, Buffer.from(salt).toString("hex"), code);
}

const inGroups = (code: string) => code.match(new RegExp(`.{${GROUP}}`, "g"))?.join("-") ?? code;

/** Normalizes a typed code for hashing: keeps letters and digits, in lower case, and replaces look-alikes. */
export function normalizeBackupCode(typed: string): string {
  return toAsciiDigits(typed)
    .toLowerCase()
    .replace(/[^0-9a-z]/g, "")
    .replace(/o/g, "0")
    .replace(/[il]/g, "1");
}

/** Returns the database rows of a set of codes. */
export function backupCodeRows({ salt, hashes }: BackupCodeSet) {
  return hashes.map((codeHash) => ({ salt, codeHash, isKeyed: true }));
}

/** Replaces the codes of a user with a new set. */
export async function replaceBackupCodes(tx: Db, userId: string, set: BackupCodeSet): Promise<void> {
  await removeBackupCodes(tx, userId);
  await tx.backupCode.createMany({ data: backupCodeRows(set).map((row) => ({ ...row, userId })) });
}

export async function removeBackupCodes(tx: Db, userId: string): Promise<void> {
  await tx.backupCode.deleteMany({ where: { userId } });
}

/**
 * Hashes a code in the same way as the set of the user. If that set was created before codes were hashed with a key,
 * this takes as long as hashing a password, so it must not run in a transaction.
 *
 * @throws BusyError when too many passwords are waiting
 */
export async function hashBackupCode(
  db: Db,
  userId: string,
  typed: string,
  requester: Requester,
): Promise<Uint8Array<ArrayBuffer>> {
  const one = await db.backupCode.findFirst({ where: { userId }, select: { salt: true, isKeyed: true } });
  const code = normalizeBackupCode(typed);
  return one === null || one.isKeyed
    ? hashOf(userId, code, one?.salt ?? randomSecret(SALT_BYTES))
    : hashWithSalt(code, one.salt, requester);
}

/**
 * Consumes a backup code, in one statement: of any number of concurrent attempts, one succeeds.
 *
 * @param codeHash from `hashBackupCode`
 * @returns whether this attempt consumed it
 */
export async function consumeBackupCode(
  tx: Db,
  userId: string,
  codeHash: Uint8Array<ArrayBuffer>,
): Promise<boolean> {
  const consumed = await tx.$executeRaw`
    UPDATE "BackupCode" SET "consumedAt" = now()
    WHERE "userId" = ${userId}::uuid AND "codeHash" = ${codeHash} AND "consumedAt" IS NULL`;
  return consumed > 0;
}

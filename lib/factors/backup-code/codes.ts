import type { Db } from "@/lib/db/client";
import { hashWithSalt } from "@/lib/factors/password/hash";
import { randomReadable, randomSecret } from "@/lib/secrets/random";

const COUNT = 10;
/** 80 bits; NIST SP 800-63B-4 §4.2.1.1 asks for 64 of a saved recovery code. */
const LENGTH = 16;
const GROUP = 4;
const SALT_BYTES = 16;

/** New backup codes, and what is kept of them. */
export type BackupCodeSet = {
  codes: string[];
  salt: Uint8Array<ArrayBuffer>;
  hashes: Uint8Array<ArrayBuffer>[];
};

/** Makes a set of ten codes, to be shown once and then forgotten. Takes as long as hashing ten passwords. */
export async function makeBackupCodes(): Promise<BackupCodeSet> {
  return hashBackupCodes(Array.from({ length: COUNT }, () => inGroups(randomReadable(LENGTH))));
}

/** Makes a set of codes that are there already. */
export async function hashBackupCodes(codes: string[]): Promise<BackupCodeSet> {
  const salt = randomSecret(SALT_BYTES);
  const hashes = await Promise.all(codes.map((code) => hashWithSalt(normalizeBackupCode(code), salt)));
  return { codes, salt, hashes };
}

const inGroups = (code: string) => code.match(new RegExp(`.{${GROUP}}`, "g"))?.join("-") ?? code;

/** A code as it is hashed, however it was typed: without hyphens, in lower case, look-alikes put right. */
export function normalizeBackupCode(typed: string): string {
  return typed
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^0-9a-z]/g, "")
    .replace(/o/g, "0")
    .replace(/[il]/g, "1");
}

/** Puts a set of codes in the place of those somebody had. */
export async function replaceBackupCodes(
  tx: Db,
  userId: string,
  { salt, hashes }: BackupCodeSet,
): Promise<void> {
  await removeBackupCodes(tx, userId);
  await tx.backupCode.createMany({ data: hashes.map((codeHash) => ({ userId, salt, codeHash })) });
}

/** Takes somebody's backup codes away. */
export async function removeBackupCodes(tx: Db, userId: string): Promise<void> {
  await tx.backupCode.deleteMany({ where: { userId } });
}

/**
 * What a code that was typed in would be kept as, among the codes somebody has. Done outside of a transaction, for it
 * takes as long as hashing a password; also for who has no codes.
 */
export async function hashBackupCode(
  db: Db,
  userId: string,
  typed: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const one = await db.backupCode.findFirst({ where: { userId }, select: { salt: true } });
  return hashWithSalt(normalizeBackupCode(typed), one?.salt ?? randomSecret(SALT_BYTES));
}

/**
 * Spends a backup code, in one statement: of any number of simultaneous tries one succeeds.
 *
 * @param codeHash from `hashBackupCode`
 * @returns whether this was the one
 */
export async function consumeBackupCode(
  tx: Db,
  userId: string,
  codeHash: Uint8Array<ArrayBuffer>,
): Promise<boolean> {
  const spent = await tx.$executeRaw`
    UPDATE "BackupCode" SET "consumedAt" = now()
    WHERE "userId" = ${userId}::uuid AND "codeHash" = ${codeHash} AND "consumedAt" IS NULL`;
  return spent > 0;
}

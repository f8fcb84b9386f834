import { type Db, Prisma } from "@/lib/db/client";
import type { Identifier } from "@/lib/identifiers/identifier";
import type { Caller } from "./caller";
import { knownClientCondition } from "./known-clients";

/** The properties of an account that the flows need. */
export type Account = {
  userId: string;
  passwordHash: string | null;
  passwordCompromised: boolean;
  locked: boolean;
};

const ACCOUNT = Prisma.sql`
  u.id AS "userId", u."passwordHash", u."passwordCompromisedAt" IS NOT NULL AS "passwordCompromised",
  u."lockedAt" IS NOT NULL AS locked`;

function ownerOf({ kind, value }: Identifier): Prisma.Sql {
  switch (kind) {
    case "email":
      return Prisma.sql`"EmailAddress" e JOIN "User" u ON u.id = e."userId"
        WHERE e.address = ${value} AND e."verifiedAt" IS NOT NULL`;
    case "phone":
      return Prisma.sql`"PhoneNumber" p JOIN "User" u ON u.id = p."userId"
        WHERE p.number = ${value} AND p."verifiedAt" IS NOT NULL`;
    case "username":
      return Prisma.sql`"User" u WHERE u.username = ${value}`;
  }
}

/** Finds the account of a normalized identifier. Only a verified address or number belongs to an account. */
export async function findAccount(db: Db, identifier: Identifier): Promise<Account | null> {
  const [account] = await db.$queryRaw<Account[]>`SELECT ${ACCOUNT} FROM ${ownerOf(identifier)}`;
  return account ?? null;
}

/**
 * Finds the account of a normalized identifier, and whether the calling client has signed in to it before. An unknown
 * identifier costs the same statement.
 */
export async function findAccountOfClient(
  db: Db,
  identifier: Identifier,
  caller: Caller,
): Promise<{ account: Account | null; isKnownClient: boolean }> {
  const [row] = await db.$queryRaw<(Account & { isKnownClient: boolean })[]>`
    SELECT ${ACCOUNT}, ${knownClientCondition(caller)} AS "isKnownClient" FROM ${ownerOf(identifier)}`;
  return { account: row ?? null, isKnownClient: row?.isKnownClient ?? false };
}

declare const isRowLock: unique symbol;

/**
 * The row of a user that the current transaction has locked. Only `lockUserRow` creates it, so a function that takes it
 * cannot be called without the lock.
 */
export type LockedUserRow = {
  readonly userId: string;
  readonly passwordHash: string | null;
  /** Whether an admin has locked the account. */
  readonly isLocked: boolean;
  readonly [isRowLock]: true;
};

/**
 * Locks the row of a user until the transaction ends. A transaction that creates or revokes sessions locks it before
 * the rows of attempts, verifications and sessions. Later statements see what transactions that had the lock before
 * have committed, for example that an attempt is void.
 *
 * @param userId `null` for an unknown identifier, which costs the same statement
 * @returns `null` if the user does not exist
 */
export async function lockUserRow(tx: Db, userId: string | null): Promise<LockedUserRow | null> {
  const [row] = await tx.$queryRaw<LockedUserRow[]>`
    SELECT id AS "userId", "passwordHash", "lockedAt" IS NOT NULL AS "isLocked"
    FROM "User" WHERE id = ${userId}::uuid FOR NO KEY UPDATE`;
  return row ?? null;
}

/**
 * Locks an identifier, so that one transaction at a time decides which user owns it. Other transactions wait until it
 * ends.
 *
 * @param value a normalized identifier. A transaction that locks several locks addresses and numbers before a username
 */
export async function lockIdentifier(tx: Db, value: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${value}, 0))`;
}

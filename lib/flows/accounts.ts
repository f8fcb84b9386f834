import type { Db } from "@/lib/db/client";
import type { Identifier } from "@/lib/identifiers/identifier";

/** The properties of an account that the flows need. */
export type Account = {
  userId: string;
  passwordHash: string | null;
  passwordCompromised: boolean;
  locked: boolean;
};

/** Finds the account of a normalized identifier. Only a verified identifier belongs to an account. */
export async function findAccount(db: Db, { kind, value }: Identifier): Promise<Account | null> {
  const [account] =
    kind === "email"
      ? await db.$queryRaw<Account[]>`
          SELECT u.id AS "userId", u."passwordHash",
                 u."passwordCompromisedAt" IS NOT NULL AS "passwordCompromised", u."lockedAt" IS NOT NULL AS locked
          FROM "EmailAddress" e JOIN "User" u ON u.id = e."userId"
          WHERE e.address = ${value} AND e."verifiedAt" IS NOT NULL`
      : await db.$queryRaw<Account[]>`
          SELECT u.id AS "userId", u."passwordHash",
                 u."passwordCompromisedAt" IS NOT NULL AS "passwordCompromised", u."lockedAt" IS NOT NULL AS locked
          FROM "PhoneNumber" p JOIN "User" u ON u.id = p."userId"
          WHERE p.number = ${value} AND p."verifiedAt" IS NOT NULL`;
  return account ?? null;
}

/**
 * Locks an identifier, so that one transaction at a time decides which user owns it. Other transactions wait until it
 * ends.
 *
 * @param value a normalized address or number
 */
export async function lockIdentifier(tx: Db, value: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${value}, 0))`;
}

import type { Db } from "@/lib/db/client";

/** What the flows need to know of an account. */
export type Account = {
  userId: string;
  emailAddressId: string;
  emailAddress: string;
  passwordHash: string | null;
  passwordCompromised: boolean;
  locked: boolean;
};

/** The account that a normalized address belongs to. Only a verified address leads to one. */
export async function findAccountByEmailAddress(db: Db, address: string): Promise<Account | null> {
  const [account] = await db.$queryRaw<Account[]>`
    SELECT u.id AS "userId", e.id AS "emailAddressId", e.address AS "emailAddress", u."passwordHash",
           u."passwordCompromisedAt" IS NOT NULL AS "passwordCompromised", u."lockedAt" IS NOT NULL AS locked
    FROM "EmailAddress" e JOIN "User" u ON u.id = e."userId"
    WHERE e.address = ${address} AND e."verifiedAt" IS NOT NULL`;
  return account ?? null;
}

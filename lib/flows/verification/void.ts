import { type Db, Prisma } from "@/lib/db/client";

/**
 * The condition that an attempt is void, where "User" u owns "Verification" v: a password change, a reset, a lock or a
 * deletion came after it. A later sign-in voids a password reset, but no other sign-in.
 */
export const IS_VOID = Prisma.sql`(v.purpose IN ('sign_in', 'reset_password') AND (
  coalesce(u."attemptsVoidBefore" > v."createdAt", false)
  OR v.purpose = 'reset_password' AND EXISTS (
    SELECT 1 FROM "Session" newer WHERE newer."userId" = u.id AND newer."createdAt" > v."createdAt")))`;

/** Voids every attempt of a user to sign in or to reset the password, however many there are, by one update of one row. */
export async function voidAttempts(tx: Db, userId: string): Promise<void> {
  await tx.$executeRaw`UPDATE "User" SET "attemptsVoidBefore" = clock_timestamp() WHERE id = ${userId}::uuid`;
}

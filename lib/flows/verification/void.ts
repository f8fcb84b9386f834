import { type Db, Prisma } from "@/lib/db/client";

/**
 * The SQL condition that an attempt is void, where "User" u owns "Verification" v: a password change, a reset, a lock
 * or a deletion request came after it. A later sign-in voids password resets, but no sign-ins. A statement that creates
 * a session or sets a password must follow `lockUserRow`, or it can miss an event that is being committed.
 */
export const IS_VOID = Prisma.sql`(v.purpose IN ('sign_in', 'sign_up', 'reset_password') AND (
  coalesce(u."attemptsVoidBefore" > v."createdAt", false)
  OR v.purpose = 'reset_password' AND EXISTS (
    SELECT 1 FROM "Session" newer WHERE newer."userId" = u.id AND newer."createdAt" > v."createdAt")))`;

/** Voids every sign-in and password reset attempt of a user. Updates one row, however many attempts there are. */
export async function voidAttempts(tx: Db, userId: string): Promise<void> {
  await tx.$executeRaw`UPDATE "User" SET "attemptsVoidBefore" = clock_timestamp() WHERE id = ${userId}::uuid`;
}

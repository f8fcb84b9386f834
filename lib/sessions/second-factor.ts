import { type Db, Prisma } from "@/lib/db/client";

/**
 * The SQL condition that a user `u` has a second factor. Backup codes count too, so that a user whose phone number
 * moved to another account is not left with the password alone.
 */
export const HAS_SECOND_FACTOR = Prisma.sql`(
  EXISTS (SELECT 1 FROM "TotpSecret" t WHERE t."userId" = u.id AND t."verifiedAt" IS NOT NULL)
  OR EXISTS (SELECT 1 FROM "PhoneNumber" p
             WHERE p."userId" = u.id AND p."secondFactorAt" IS NOT NULL AND p."verifiedAt" IS NOT NULL)
  OR EXISTS (SELECT 1 FROM "Passkey" k WHERE k."userId" = u.id)
  OR EXISTS (SELECT 1 FROM "BackupCode" b WHERE b."userId" = u.id))`;

/** Whether a user has a second factor. */
export async function hasSecondFactor(db: Db, userId: string): Promise<boolean> {
  const [row] = await db.$queryRaw<{ has: boolean }[]>`
    SELECT ${HAS_SECOND_FACTOR} AS has FROM "User" u WHERE u.id = ${userId}::uuid`;
  return row?.has ?? false;
}

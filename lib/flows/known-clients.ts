import { type Db, Prisma } from "@/lib/db/client";
import { type Caller, clientHash } from "./caller";

/**
 * Whether the calling client has signed in to an account before (OWASP, "Slow Down Online Guessing Attacks with Device
 * Cookies").
 *
 * @param userId `null` for an unknown identifier, which costs the same statement
 */
export async function isKnownClient(db: Db, userId: string | null, caller: Caller): Promise<boolean> {
  const [row] = await db.$queryRaw<unknown[]>`
    SELECT 1 FROM "KnownClient" WHERE "userId" = ${userId}::uuid AND "clientHash" = ${clientHash(caller)}`;
  return row !== undefined;
}

/** Returns the SQL condition that the calling client has signed in to the account of a user `u` before. */
export const knownClientCondition = (caller: Caller) => Prisma.sql`
  EXISTS (SELECT 1 FROM "KnownClient" k WHERE k."userId" = u.id AND k."clientHash" = ${clientHash(caller)})`;

/** Returns the statement that records that the calling client has signed in to an account. */
export const knownClientInsert = (userId: string, caller: Caller) => Prisma.sql`
  INSERT INTO "KnownClient" ("userId", "clientHash") VALUES (${userId}::uuid, ${clientHash(caller)})
  ON CONFLICT ("userId", "clientHash") DO UPDATE SET "lastSignedInAt" = now()`;

/** Deletes all known clients of a user, except the client of a given session. */
export async function forgetKnownClients(
  tx: Db,
  userId: string,
  exceptSessionId: string | null = null,
): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM "KnownClient" WHERE "userId" = ${userId}::uuid
      AND "clientHash" IS DISTINCT FROM (SELECT "clientHash" FROM "Session" WHERE id = ${exceptSessionId}::uuid)`;
}

/** Deletes a known client of a user. */
export async function forgetClient(tx: Db, userId: string, hash: Uint8Array<ArrayBuffer>): Promise<void> {
  await tx.knownClient.deleteMany({ where: { userId, clientHash: hash } });
}

/** Deletes the known client of a session that was revoked from another session. */
export async function forgetKnownClientOf(
  tx: Db,
  { userId, sessionId }: { userId: string; sessionId: string },
): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM "KnownClient" k USING "Session" s
    WHERE s.id = ${sessionId}::uuid AND k."userId" = ${userId}::uuid AND k."clientHash" = s."clientHash"`;
}

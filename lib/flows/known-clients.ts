import type { Db } from "@/lib/db/client";
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

/** Whether a client has signed in to an account for the first time, and how many have in the last hour, this one included. */
export type RecordedClient = { isNew: boolean; clientsInLastHour: number };

/**
 * Records that the calling client has signed in to an account.
 *
 * @param tx a transaction that has locked the user's row
 */
export async function recordKnownClient(tx: Db, userId: string, caller: Caller): Promise<RecordedClient> {
  const hash = clientHash(caller);
  const [recorded] = await tx.$queryRaw<[RecordedClient]>`
    WITH others AS MATERIALIZED (
      SELECT "clientHash" = ${hash} AS "isCaller", "lastSignedInAt" > now() - interval '1 hour' AS "isRecent"
      FROM "KnownClient" WHERE "userId" = ${userId}::uuid)
    INSERT INTO "KnownClient" ("userId", "clientHash") VALUES (${userId}::uuid, ${hash})
    ON CONFLICT ("userId", "clientHash") DO UPDATE SET "lastSignedInAt" = now()
    RETURNING NOT EXISTS (SELECT 1 FROM others WHERE "isCaller") AS "isNew",
      1 + (SELECT count(*) FROM others WHERE "isRecent" AND NOT "isCaller")::int AS "clientsInLastHour"`;
  return recorded;
}

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

/** Deletes the known client of a session that was revoked from another session. */
export async function forgetKnownClientOf(
  tx: Db,
  { userId, sessionId }: { userId: string; sessionId: string },
): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM "KnownClient" k USING "Session" s
    WHERE s.id = ${sessionId}::uuid AND k."userId" = ${userId}::uuid AND k."clientHash" = s."clientHash"`;
}

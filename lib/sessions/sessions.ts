import type { RequestMetadata } from "@/lib/audit";
import { config } from "@/lib/config";
import { keyedHash } from "@/lib/crypto/hash";
import { randomToken } from "@/lib/crypto/random";
import type { Db } from "@/lib/db/client";
import { emitSessionCreated, emitSessionsEnded, type RevokedReason } from "./events";

/** A new session. `token` goes into the cookie and is known only to the client; only its hash is stored. */
export type NewSession = { id: string; token: string };

/**
 * Creates a session with a new token. It never reuses an existing token (ASVS 7.2.4). Its creation time is the current
 * time and not the start of the transaction, which may have waited for a change of the user, such as an expiry.
 *
 * @param tx a transaction that has locked the user's row
 * @param of the user, the browser, the token of the session that it replaces in that browser, and whether a second factor
 *   was verified
 */
export async function createSession(
  tx: Db,
  of: {
    userId: string;
    clientHash: Uint8Array<ArrayBuffer>;
    replacesToken: string | null;
    withSecondFactor?: boolean;
  },
  metadata: RequestMetadata,
): Promise<NewSession> {
  const token = randomToken();
  const organizationId = await firstOrganizationOf(tx, of.userId);
  const [row] = await tx.$queryRaw<[{ id: string }]>`
    INSERT INTO "Session" ("userId", "tokenHash", "clientHash", "secondFactorProvenAt", "expiresAt",
                           "ipAddress", "userAgent", "organizationId", "createdAt")
    VALUES (${of.userId}::uuid, ${keyedHash("session", token)}, ${of.clientHash},
            CASE WHEN ${of.withSecondFactor ?? false} THEN now() END,
            now() + ${config().session.maxAgeSeconds} * interval '1 second', ${metadata.ipAddress}, ${metadata.userAgent},
            ${organizationId}::uuid, clock_timestamp())
    RETURNING id`;
  if (of.replacesToken !== null) await revokeSessionByToken(tx, of.replacesToken, "replaced");
  await emitSessionCreated(tx, { token, sessionId: row.id, userId: of.userId }, metadata);
  return { id: row.id, token };
}

/** Returns the organization that is active in a new session: the user's last active one, or their only one. */
async function firstOrganizationOf(tx: Db, userId: string): Promise<string | null> {
  const [row] = await tx.$queryRaw<{ organizationId: string }[]>`
    SELECT "organizationId" FROM (
      SELECT m."organizationId", count(*) OVER () AS memberships,
             (SELECT max(s."lastActiveAt") FROM "Session" s
              WHERE s."userId" = m."userId" AND s."organizationId" = m."organizationId") AS "lastUsedAt"
      FROM "Membership" m WHERE m."userId" = ${userId}::uuid) AS own
    WHERE memberships = 1 OR "lastUsedAt" IS NOT NULL
    ORDER BY "lastUsedAt" DESC NULLS LAST LIMIT 1`;
  return row?.organizationId ?? null;
}

/**
 * Locks the row of the user of an unrevoked session, and then that of the session, until the transaction ends. Of two
 * concurrent transactions the second waits, and gets false if the first has renewed the token or revoked the session.
 * No session of the user is created meanwhile.
 */
export async function lockSession(tx: Db, token: string): Promise<boolean> {
  await tx.$executeRaw`
    SELECT 1 FROM "Session" s JOIN "User" u ON u.id = s."userId"
    WHERE s."tokenHash" = ${keyedHash("session", token)} FOR NO KEY UPDATE OF u`;
  const [held] = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM "Session" WHERE "tokenHash" = ${keyedHash("session", token)} AND "revokedAt" IS NULL FOR UPDATE`;
  return held !== undefined;
}

/**
 * Gives a session a new token, as every gain of privileges requires (ASVS 7.2.4). The old token becomes invalid immediately.
 * `proven` is the factor that was just verified in the session.
 *
 * @returns `null` if the session is revoked
 */
export async function rotateSession(
  tx: Db,
  { sessionId, proven }: { sessionId: string; proven: "none" | "first_factor" | "second_factor" },
): Promise<NewSession | null> {
  const token = randomToken();
  const rotated = await tx.$executeRaw`
    UPDATE "Session" SET "tokenHash" = ${keyedHash("session", token)}, "lastActiveAt" = now(),
      "provenAt" = CASE WHEN ${proven} = 'none' THEN "provenAt" ELSE now() END,
      "secondFactorProvenAt" = CASE WHEN ${proven} = 'second_factor' THEN now() ELSE "secondFactorProvenAt" END
    WHERE id = ${sessionId}::uuid AND "revokedAt" IS NULL`;
  return rotated > 0 ? { id: sessionId, token } : null;
}

/**
 * Revokes the session of a token, if it is not revoked yet.
 *
 * @param tx a transaction
 * @returns the session and its user, or `null`
 */
export async function revokeSessionByToken(
  tx: Db,
  token: string,
  reason: RevokedReason,
): Promise<{ id: string; userId: string } | null> {
  const [row] = await tx.$queryRaw<{ id: string; userId: string }[]>`
    UPDATE "Session" SET "revokedAt" = now(), "revokedReason" = ${reason}
    WHERE "tokenHash" = ${keyedHash("session", token)} AND "revokedAt" IS NULL
    RETURNING id, "userId"`;
  if (!row) return null;
  await emitSessionsEnded(tx, { userId: row.userId, sessionIds: [row.id], reason });
  return row;
}

/**
 * Revokes a session of a user by its id, if it is not revoked yet.
 *
 * @param sessionId a UUID
 * @returns false if there is no such session
 */
export async function revokeSessionById(
  tx: Db,
  { userId, sessionId }: { userId: string; sessionId: string },
  reason: RevokedReason,
): Promise<boolean> {
  const revoked = await tx.$executeRaw`
    UPDATE "Session" SET "revokedAt" = now(), "revokedReason" = ${reason}
    WHERE id = ${sessionId}::uuid AND "userId" = ${userId}::uuid AND "revokedAt" IS NULL`;
  if (revoked === 0) return false;
  await emitSessionsEnded(tx, { userId, sessionIds: [sessionId], reason });
  return true;
}

/** A valid session of a user, in any browser or app. */
export type ActiveSession = {
  id: string;
  createdAt: Date;
  lastActiveAt: Date;
  expiresAt: Date;
  ipAddress: string | null;
  userAgent: string | null;
};

/** Lists every valid session of a user, most recently used first. */
export async function listActiveSessions(db: Db, userId: string): Promise<ActiveSession[]> {
  return db.$queryRaw<ActiveSession[]>`
    SELECT id, "createdAt", "lastActiveAt", "expiresAt", "ipAddress", "userAgent" FROM "Session"
    WHERE "userId" = ${userId}::uuid AND "revokedAt" IS NULL AND "expiresAt" > now()
      AND "lastActiveAt" > now() - ${config().session.idleSeconds} * interval '1 second'
    ORDER BY "lastActiveAt" DESC, id`;
}

/**
 * Revokes every session of a user.
 *
 * @param tx a transaction that has locked the user's row, so that no session is being created
 * @param exceptId a session to keep
 * @param createdSince if given, earlier sessions are kept too
 * @returns the number of revoked sessions
 */
export async function revokeSessionsOfUser(
  tx: Db,
  userId: string,
  reason: RevokedReason,
  exceptId: string | null = null,
  createdSince: Date | null = null,
): Promise<number> {
  const ended = await tx.$queryRaw<{ id: string }[]>`
    UPDATE "Session" SET "revokedAt" = now(), "revokedReason" = ${reason}
    WHERE "userId" = ${userId}::uuid AND "revokedAt" IS NULL AND id IS DISTINCT FROM ${exceptId}::uuid
      AND (${createdSince}::timestamptz IS NULL OR "createdAt" >= ${createdSince}::timestamptz)
    RETURNING id`;
  await emitSessionsEnded(tx, { userId, sessionIds: ended.map(({ id }) => id), reason });
  return ended.length;
}

import type { RequestMetadata } from "@/lib/audit";
import { config } from "@/lib/config";
import { keyedHash } from "@/lib/crypto/hash";
import { randomToken } from "@/lib/crypto/random";
import type { Db } from "@/lib/db/client";
import { emitSessionCreated, emitSessionsEnded, type RevokedReason } from "./events";

/** A session just made: `token` goes into the cookie and is known to nobody else; only its hash is kept. */
export type NewSession = { id: string; token: string };

/**
 * Makes a session with a token of its own. It never takes over a token that was there before (ASVS 7.2.4).
 *
 * @param tx a transaction
 * @param of whose session, in which browser, the token of the session it takes the place of in that browser, and whether
 *   a second factor was proven on the way
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
                           "ipAddress", "userAgent", "organizationId")
    VALUES (${of.userId}::uuid, ${keyedHash("session", token)}, ${of.clientHash},
            CASE WHEN ${of.withSecondFactor ?? false} THEN now() END,
            now() + ${config().session.maxAgeSeconds} * interval '1 second', ${metadata.ipAddress}, ${metadata.userAgent},
            ${organizationId}::uuid)
    RETURNING id`;
  if (of.replacesToken !== null) await revokeSessionByToken(tx, of.replacesToken, "replaced");
  await emitSessionCreated(tx, { token, sessionId: row.id, userId: of.userId }, metadata);
  return { id: row.id, token };
}

/** The organization somebody begins in: the one they worked in last, or the only one they belong to. */
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
 * Holds the row of a living session until the transaction ends: of two that act in it at once, the second waits, and
 * finds it gone if its token was renewed or it was ended.
 */
export async function lockSession(tx: Db, token: string): Promise<boolean> {
  const [held] = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM "Session" WHERE "tokenHash" = ${keyedHash("session", token)} AND "revokedAt" IS NULL FOR UPDATE`;
  return held !== undefined;
}

/**
 * Gives a living session a new token, as every gain of rights asks for (ASVS 7.2.4). The old one is dead at once.
 *
 * @param of the session, and which factor was proven in it just now
 * @returns `null` if the session has ended
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
 * Ends the session a token belongs to, if it lives.
 *
 * @param tx a transaction
 * @returns whose session it was, or `null`
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
 * Ends a session of a user by its id, if it lives.
 *
 * @param sessionId a UUID
 * @returns false if there is none
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

/** A living session of somebody, in whatever browser or app. */
export type ActiveSession = {
  id: string;
  createdAt: Date;
  lastActiveAt: Date;
  expiresAt: Date;
  ipAddress: string | null;
  userAgent: string | null;
};

/** Every living session of a user, the one used last first. */
export async function listActiveSessions(db: Db, userId: string): Promise<ActiveSession[]> {
  return db.$queryRaw<ActiveSession[]>`
    SELECT id, "createdAt", "lastActiveAt", "expiresAt", "ipAddress", "userAgent" FROM "Session"
    WHERE "userId" = ${userId}::uuid AND "revokedAt" IS NULL AND "expiresAt" > now()
      AND "lastActiveAt" > now() - ${config().session.idleSeconds} * interval '1 second'
    ORDER BY "lastActiveAt" DESC, id`;
}

/**
 * Ends every living session of a user.
 *
 * @param tx a transaction
 * @param exceptId one that stays
 * @returns how many there were
 */
export async function revokeSessionsOfUser(
  tx: Db,
  userId: string,
  reason: RevokedReason,
  exceptId: string | null = null,
): Promise<number> {
  const ended = await tx.$queryRaw<{ id: string }[]>`
    UPDATE "Session" SET "revokedAt" = now(), "revokedReason" = ${reason}
    WHERE "userId" = ${userId}::uuid AND "revokedAt" IS NULL AND id IS DISTINCT FROM ${exceptId}::uuid
    RETURNING id`;
  await emitSessionsEnded(tx, { userId, sessionIds: ended.map(({ id }) => id), reason });
  return ended.length;
}

import { randomUUID } from "node:crypto";
import type { RequestMetadata } from "@/lib/audit";
import { config } from "@/lib/config";
import { keyedHash } from "@/lib/crypto/hash";
import { randomToken } from "@/lib/crypto/random";
import { type Db, Prisma } from "@/lib/db/client";
import { subscriberCondition } from "@/lib/events/emit";
import { type TaskFacts, type TaskKey, tasksFor } from "@/lib/session-tasks";
import { emitSessionCreated, emitSessionsEnded, type RevokedReason } from "./events";
import { HAS_SECOND_FACTOR } from "./second-factor";

/**
 * A new session, or one with a new token. `token` goes into the cookie and is known only to the client; only its hash
 * is stored.
 */
export type NewSession = {
  id: string;
  token: string;
  /** The pending tasks, and the start of the transaction. Only set if the session was just created. */
  created?: { tasks: TaskKey[]; at: Date };
};

/** What a new session depends on. */
export type NewSessionFacts = TaskFacts["user"] & {
  organizationId: string | null;
  /** Whether a webhook endpoint subscribes to the events of a new or a replaced session. */
  hasSubscribers: boolean;
};

/**
 * The columns of `NewSessionFacts` for a user `u`. The organization is the one that was active last in a session, or
 * the only one.
 */
export const NEW_SESSION_FACTS = Prisma.sql`
  u.name, u.role = 'admin' AS "isAdmin", u."passwordCompromisedAt" IS NOT NULL AS "passwordCompromised",
  coalesce(clock_timestamp() >= u."passwordExpiredAt", false) AS "passwordExpired",
  ${HAS_SECOND_FACTOR} AS "hasSecondFactor",
  ${subscriberCondition(["session.created", "session.pending", "session.revoked"])} AS "hasSubscribers",
  (SELECT "organizationId" FROM (
     SELECT m."organizationId", count(*) OVER () AS memberships,
            (SELECT max(s."lastActiveAt") FROM "Session" s
             WHERE s."userId" = m."userId" AND s."organizationId" = m."organizationId") AS "lastUsedAt"
     FROM "Membership" m WHERE m."userId" = u.id) AS own
   WHERE memberships = 1 OR "lastUsedAt" IS NOT NULL
   ORDER BY "lastUsedAt" DESC NULLS LAST LIMIT 1) AS "organizationId"`;

async function readNewSessionFacts(tx: Db, userId: string): Promise<NewSessionFacts> {
  const [facts] = await tx.$queryRaw<[NewSessionFacts]>`
    SELECT ${NEW_SESSION_FACTS} FROM "User" u WHERE u.id = ${userId}::uuid`;
  return facts;
}

/**
 * Creates a session with a new token. It never reuses an existing token (ASVS 7.2.4). Its creation time is the current
 * time and not the start of the transaction, which may have waited for a change of the user, such as an expiry.
 *
 * @param tx a transaction that has locked the user's row
 * @param of the user, the browser, the token of the session that it replaces in that browser, whether a second factor
 *   was verified, and what it depends on, if that was read after the lock and has not changed since
 * @param alongside returns other changes that are sent in the same statement, as named subqueries: `name AS (INSERT …)`
 */
export async function createSession(
  tx: Db,
  of: {
    userId: string;
    clientHash: Uint8Array<ArrayBuffer>;
    replacesToken: string | null;
    withSecondFactor?: boolean;
    facts?: NewSessionFacts;
  },
  metadata: RequestMetadata,
  alongside: (session: NewSession) => Prisma.Sql[] = () => [],
): Promise<NewSession> {
  const facts = of.facts ?? (await readNewSessionFacts(tx, of.userId));
  const { organizationId } = facts;
  const tasks = tasksFor(
    { user: facts, session: { hasOrganization: organizationId !== null } },
    config().tasks.required,
  );
  const session = { id: randomUUID() as string, token: randomToken() };
  const replacedHash = of.replacesToken === null ? null : keyedHash("session", of.replacesToken);
  const changes = [
    Prisma.sql`session AS (
      INSERT INTO "Session" (id, "userId", "tokenHash", "clientHash", "secondFactorProvenAt", "expiresAt",
                             "ipAddress", "userAgent", "organizationId", "createdAt", "pendingSince")
      VALUES (${session.id}::uuid, ${of.userId}::uuid, ${keyedHash("session", session.token)}, ${of.clientHash},
              CASE WHEN ${of.withSecondFactor ?? false} THEN now() END,
              now() + ${config().session.maxAgeSeconds} * interval '1 second', ${metadata.ipAddress}, ${metadata.userAgent},
              ${organizationId}::uuid, clock_timestamp(), CASE WHEN ${tasks.length > 0} THEN now() END))`,
    Prisma.sql`replaced AS (
      UPDATE "Session" SET "revokedAt" = now(), "revokedReason" = 'replaced'
      WHERE "tokenHash" = ${replacedHash} AND "revokedAt" IS NULL
      RETURNING id, "userId")`,
    ...alongside(session),
  ];
  const [row] = await tx.$queryRaw<[Replaced & { createdAt: Date }]>`
    WITH ${Prisma.join(changes, ", ")}
    SELECT t."createdAt", replaced.id AS "replacedId", replaced."userId" AS "replacedUserId"
    FROM (SELECT now()::timestamptz(3) AS "createdAt") AS t LEFT JOIN replaced ON true`;
  if (facts.hasSubscribers) {
    await emitChanges(tx, { sessionId: session.id, userId: of.userId, tasks }, row, metadata);
  }
  return { ...session, created: { tasks, at: row.createdAt } };
}

/** The session that a new one has replaced, if there was one. */
type Replaced = { replacedId: string | null; replacedUserId: string };

async function emitChanges(
  tx: Db,
  created: { sessionId: string; userId: string; tasks: TaskKey[] },
  { replacedId, replacedUserId }: Replaced,
  metadata: RequestMetadata,
): Promise<void> {
  if (replacedId !== null) {
    const ended = { userId: replacedUserId, sessionIds: [replacedId], reason: "replaced" as const };
    await emitSessionsEnded(tx, ended);
  }
  await emitSessionCreated(tx, created, metadata);
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
 * Gives a session a new token, as every gain of privileges requires (ASVS 7.2.4). The old token becomes invalid
 * immediately. `proven` is the factor that was just verified in the session.
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

/**
 * Revokes every session of a user in one browser or app.
 *
 * @param tx a transaction that has locked the user's row, so that no session is being created
 * @returns the number of revoked sessions
 */
export async function revokeSessionsOfClient(
  tx: Db,
  { userId, clientHash }: { userId: string; clientHash: Uint8Array<ArrayBuffer> },
  reason: RevokedReason,
): Promise<number> {
  const ended = await tx.$queryRaw<{ id: string }[]>`
    UPDATE "Session" SET "revokedAt" = now(), "revokedReason" = ${reason}
    WHERE "userId" = ${userId}::uuid AND "clientHash" = ${clientHash} AND "revokedAt" IS NULL RETURNING id`;
  await emitSessionsEnded(tx, { userId, sessionIds: ended.map(({ id }) => id), reason });
  return ended.length;
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

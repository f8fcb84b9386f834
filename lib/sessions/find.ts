import { config } from "@/lib/config";
import { keyedHash } from "@/lib/crypto/hash";
import { type Db, database, Prisma } from "@/lib/db/client";
import type { OrganizationRole } from "@/lib/db/generated/enums";
import { type TaskKey, tasksFor } from "@/lib/session-tasks";
import { HAS_SECOND_FACTOR } from "./second-factor";

/** A valid session, with the user data that pages need. The status follows from the pending tasks. */
export type CurrentSession = {
  id: string;
  status: "active" | "pending";
  tasks: TaskKey[];
  createdAt: Date;
  /** When the session expires, regardless of its activity. */
  expiresAt: Date;
  /** Whether the user has verified a factor in it within the last ten minutes: a second factor, if they have one. */
  isRecentlyAuthenticated: boolean;
  /** When the user last verified a factor in it: a second factor, if they have one. `null` if they did not. */
  authenticatedAt: Date | null;
  hasSecondFactor: boolean;
  /** The active organization; `null` from the first request after the user's membership ends. */
  organization: { id: string; name: string; role: OrganizationRole } | null;
  user: {
    id: string;
    name: string | null;
    username: string | null;
    /** The primary address. */
    emailAddress: string | null;
    /** The primary number. */
    phoneNumber: string | null;
    isAdmin: boolean;
    passwordCompromised: boolean;
  };
};

type Row = {
  id: string;
  createdAt: Date;
  expiresAt: Date;
  stale: boolean;
  isCountedAsPending: boolean;
  pendingTooLong: boolean;
  isRecentlyAuthenticated: boolean;
  authenticatedAt: Date | null;
  hasSecondFactor: boolean;
  userId: string;
  name: string | null;
  username: string | null;
  role: "user" | "admin";
  passwordCompromised: boolean;
  passwordExpired: boolean;
  emailAddress: string | null;
  phoneNumber: string | null;
  organizationId: string | null;
  organizationName: string;
  organizationRole: OrganizationRole;
};

/** Seconds for which an authentication is recent. Sensitive changes require a recent one (ASVS 7.5.1). */
const RECENT_AUTH_SECONDS = 600;

/**
 * Returns the precision of the last activity: it is written at most once a minute, more often if the idle timeout is
 * short.
 */
function activityStepSeconds(): number {
  return Math.min(60, config().session.idleSeconds / 10);
}

const withToken = (token: string) => Prisma.sql`s."tokenHash" = ${keyedHash("session", token)}`;

/** Reads the valid sessions that match a condition on `s`. */
function readSessions(db: Db, picked: Prisma.Sql): Promise<Row[]> {
  const { idleSeconds, pendingMaxAgeSeconds } = config().session;
  return db.$queryRaw<Row[]>`
    SELECT s.id, s."createdAt", s."expiresAt", s."userId", u.name, u.username, u.role::text AS role,
           e.address AS "emailAddress", p.number AS "phoneNumber",
           o.id AS "organizationId", o.name AS "organizationName", m.role::text AS "organizationRole",
           u."passwordCompromisedAt" IS NOT NULL AS "passwordCompromised",
           coalesce(s."createdAt" >= u."passwordExpiredAt", false) AS "passwordExpired",
           s."lastActiveAt" < now() - ${activityStepSeconds()} * interval '1 second' AS stale,
           f."hasSecondFactor",
           a."authenticatedAt", coalesce(a."authenticatedAt"
             > now() - ${RECENT_AUTH_SECONDS} * interval '1 second', false) AS "isRecentlyAuthenticated",
           s."pendingSince" IS NOT NULL AS "isCountedAsPending",
           coalesce(s."pendingSince" < now() - ${pendingMaxAgeSeconds} * interval '1 second', false) AS "pendingTooLong"
    FROM "Session" s
    JOIN "User" u ON u.id = s."userId"
    CROSS JOIN LATERAL (SELECT ${HAS_SECOND_FACTOR} AS "hasSecondFactor") f
    CROSS JOIN LATERAL (SELECT CASE WHEN f."hasSecondFactor" THEN s."secondFactorProvenAt" ELSE s."provenAt" END
      AS "authenticatedAt") a
    LEFT JOIN "EmailAddress" e ON e."userId" = u.id AND e."isPrimary"
    LEFT JOIN "PhoneNumber" p ON p."userId" = u.id AND p."isPrimary"
    LEFT JOIN "Membership" m ON m."organizationId" = s."organizationId" AND m."userId" = s."userId"
    LEFT JOIN "Organization" o ON o.id = m."organizationId"
    WHERE ${picked} AND s."revokedAt" IS NULL AND s."expiresAt" > now()
      AND s."lastActiveAt" > now() - ${idleSeconds} * interval '1 second' AND u."lockedAt" IS NULL
      AND u."deletionDueAt" IS NULL`;
}

/**
 * Finds the valid session of a token: not revoked, neither idle nor older than allowed, with a user who is neither
 * locked nor about to be deleted. Queries the database on every call, so that a revocation applies to the next request.
 * A pending session is valid for a limited time, counted from the first call that finds tasks, whatever their cause.
 *
 * @returns `null` if the token has no valid session
 */
export async function findSession(token: string): Promise<CurrentSession | null> {
  const db = await database();
  const [row] = await readSessions(db, withToken(token));
  if (!row) return null;
  const tasks = tasksOf(row);
  const isPending = tasks.length > 0;
  if (isPending && row.pendingTooLong) return null;
  if (row.stale || isPending !== row.isCountedAsPending) await touchSession(db, row.id, isPending);
  return {
    id: row.id,
    status: isPending ? "pending" : "active",
    tasks,
    createdAt: row.createdAt,
    expiresAt: row.expiresAt,
    isRecentlyAuthenticated: row.isRecentlyAuthenticated,
    authenticatedAt: row.authenticatedAt,
    hasSecondFactor: row.hasSecondFactor,
    organization: organizationOf(row),
    user: {
      id: row.userId,
      name: row.name,
      username: row.username,
      emailAddress: row.emailAddress,
      phoneNumber: row.phoneNumber,
      isAdmin: row.role === "admin",
      passwordCompromised: row.passwordCompromised,
    },
  };
}

/** Stores that a session is in use, and since when it has been pending. */
async function touchSession(db: Db, sessionId: string, isPending: boolean): Promise<void> {
  await db.$executeRaw`
    UPDATE "Session" SET "lastActiveAt" = now(),
      "pendingSince" = CASE WHEN ${isPending} THEN coalesce("pendingSince", now()) END
    WHERE id = ${sessionId}::uuid`;
}

function tasksOf(row: Row): TaskKey[] {
  const user = { ...row, isAdmin: row.role === "admin" };
  const session = { hasOrganization: row.organizationId !== null };
  return tasksFor({ user, session }, config().tasks.required);
}

/** Lists the valid sessions of a user that have pending tasks, as the transaction sees them. */
export async function pendingSessionsOf(
  tx: Db,
  userId: string,
): Promise<{ sessionId: string; userId: string; tasks: TaskKey[] }[]> {
  const rows = await readSessions(tx, Prisma.sql`s."userId" = ${userId}::uuid`);
  return rows
    .map((row) => ({ sessionId: row.id, userId, tasks: tasksOf(row) }))
    .filter(({ tasks }) => tasks.length > 0);
}

function organizationOf({ organizationId: id, organizationName: name, organizationRole: role }: Row) {
  return id === null ? null : { id, name, role };
}

/**
 * Returns what identifies a user to themselves: the primary address, otherwise the primary number, the username, the
 * name or the id.
 */
export function userLabel({ emailAddress, phoneNumber, username, name, id }: CurrentSession["user"]): string {
  return emailAddress ?? phoneNumber ?? username ?? name ?? id;
}

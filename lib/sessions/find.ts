import { config } from "@/lib/config";
import { keyedHash } from "@/lib/crypto/hash";
import { type Db, database, Prisma } from "@/lib/db/client";
import type { OrganizationRole } from "@/lib/db/generated/enums";
import { type TaskKey, tasksFor } from "@/lib/session-tasks";
import { HAS_SECOND_FACTOR } from "./second-factor";

/** A living session with what pages need of its user; the status follows from the tasks left. */
export type CurrentSession = {
  id: string;
  status: "active" | "pending";
  tasks: TaskKey[];
  createdAt: Date;
  /** When it ends, however busy it is. */
  expiresAt: Date;
  /** Its person has proven a factor in it within the last ten minutes: a second one, if they have one. */
  isRecentlyAuthenticated: boolean;
  hasSecondFactor: boolean;
  /** The one its person works in; `null` from the very request on that finds them no longer a member. */
  organization: { id: string; name: string; role: OrganizationRole } | null;
  user: { id: string; name: string | null; emailAddress: string | null; isAdmin: boolean };
};

type Row = {
  id: string;
  createdAt: Date;
  expiresAt: Date;
  stale: boolean;
  isCountedAsPending: boolean;
  pendingTooLong: boolean;
  isRecentlyAuthenticated: boolean;
  hasSecondFactor: boolean;
  userId: string;
  name: string | null;
  role: "user" | "admin";
  passwordCompromised: boolean;
  emailAddress: string | null;
  organizationId: string | null;
  organizationName: string;
  organizationRole: OrganizationRole;
};

/** How long a proof counts as fresh: sensitive changes ask for one (ASVS 7.5.1). */
const RECENT_AUTH_SECONDS = 600;

/** How exactly the last activity is kept: a write at most once a minute, oftener where sessions idle out sooner. */
function activityStepSeconds(): number {
  return Math.min(60, config().session.idleSeconds / 10);
}

const withToken = (token: string) => Prisma.sql`s."tokenHash" = ${keyedHash("session", token)}`;

/** The living sessions that a condition on `s` picks out. */
function readSessions(db: Db, picked: Prisma.Sql): Promise<Row[]> {
  const { idleSeconds, pendingMaxAgeSeconds } = config().session;
  return db.$queryRaw<Row[]>`
    SELECT s.id, s."createdAt", s."expiresAt", s."userId", u.name, u.role::text AS role, e.address AS "emailAddress",
           o.id AS "organizationId", o.name AS "organizationName", m.role::text AS "organizationRole",
           u."passwordCompromisedAt" IS NOT NULL AS "passwordCompromised",
           s."lastActiveAt" < now() - ${activityStepSeconds()} * interval '1 second' AS stale,
           f."hasSecondFactor",
           coalesce(CASE WHEN f."hasSecondFactor" THEN s."secondFactorProvenAt" ELSE s."provenAt" END
             > now() - ${RECENT_AUTH_SECONDS} * interval '1 second', false) AS "isRecentlyAuthenticated",
           s."pendingSince" IS NOT NULL AS "isCountedAsPending",
           coalesce(s."pendingSince" < now() - ${pendingMaxAgeSeconds} * interval '1 second', false) AS "pendingTooLong"
    FROM "Session" s
    JOIN "User" u ON u.id = s."userId"
    CROSS JOIN LATERAL (SELECT ${HAS_SECOND_FACTOR} AS "hasSecondFactor") f
    LEFT JOIN "EmailAddress" e ON e."userId" = u.id AND e."isPrimary"
    LEFT JOIN "Membership" m ON m."organizationId" = s."organizationId" AND m."userId" = s."userId"
    LEFT JOIN "Organization" o ON o.id = m."organizationId"
    WHERE ${picked} AND s."revokedAt" IS NULL AND s."expiresAt" > now()
      AND s."lastActiveAt" > now() - ${idleSeconds} * interval '1 second' AND u."lockedAt" IS NULL
      AND u."deletionDueAt" IS NULL`;
}

/**
 * The living session a token stands for: not revoked, neither idle nor older than allowed, its user neither locked nor to
 * be deleted. Asked of the database each time, so that a revocation holds on the very next request. One that is pending
 * is so for a while only, counted from the first look that finds tasks, whatever they follow from.
 *
 * @returns `null` for anything that is not the token of a living session
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
    hasSecondFactor: row.hasSecondFactor,
    organization: organizationOf(row),
    user: { id: row.userId, name: row.name, emailAddress: row.emailAddress, isAdmin: row.role === "admin" },
  };
}

/** Keeps that a session is in use, and since when it has been pending if it is. */
async function touchSession(db: Db, sessionId: string, isPending: boolean): Promise<void> {
  await db.$executeRaw`
    UPDATE "Session" SET "lastActiveAt" = now(),
      "pendingSince" = CASE WHEN ${isPending} THEN coalesce("pendingSince", now()) END
    WHERE id = ${sessionId}::uuid`;
}

function tasksOf(row: Row): TaskKey[] {
  const { requireOrganization, requireMfa } = config().tasks;
  return tasksFor({
    user: { ...row, isAdmin: row.role === "admin" },
    session: { hasOrganization: row.organizationId !== null },
    settings: { requireOrganization, requireMfa },
  });
}

/** The tasks that the session of a token has left, as a transaction sees it. */
export async function tasksOfSession(tx: Db, token: string): Promise<TaskKey[]> {
  const [row] = await readSessions(tx, withToken(token));
  return row ? tasksOf(row) : [];
}

/** The living sessions of a user that have tasks left, as a transaction sees them. */
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

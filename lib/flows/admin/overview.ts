import { config } from "@/lib/config";
import { readForAdmins } from "@/lib/db/admin-reads";
import type { PrismaClient } from "@/lib/db/generated/client";
import { globalSingleton } from "@/lib/global-singleton";
import { CachedValue } from "@/lib/jobs/cached-value";

const DAYS = 14;

/** How long the counts are used before they are counted again. */
const KEEP_MS = 60_000;

/** Totals at one time. */
type Counts = {
  users: number;
  administrators: number;
  locked: number;
  compromised: number;
  sessions: number;
  messagesWaiting: number;
  endpointsDisabled: number;
};

/** The events of one day, in UTC. */
export type Day = {
  day: Date;
  signIns: number;
  resetsStarted: number;
  resetsFinished: number;
  failures: number;
  webhooksDelivered: number;
  deliveriesFailed: number;
};

/** The overview of the admin area, and the time at which it was counted. */
export type Overview = { counts: Counts; days: Day[]; countedAt: Date };

const overview = globalSingleton(
  "overview",
  () => new CachedValue({ read: countOverview, keepMs: KEEP_MS, unavailable: "overview.unavailable" }),
);

/**
 * Returns the overview. Counting takes seconds in a large database, so each process counts at most once a minute, and
 * a caller waits at most a second for it.
 *
 * @returns the newest overview; `null` before the first one of the process is counted
 */
export function readOverview(): Promise<Overview | null> {
  return overview.get();
}

/**
 * Counts on one connection and, in the database, on one core, so that sign-ins do not become slower meanwhile. Each
 * statement may take longer than a statement of a request.
 */
export async function countOverview(): Promise<Overview> {
  return readForAdmins(async (db) => {
    const [, , [{ countedAt, ...counts }], days] = await db.$transaction([
      db.$executeRaw`SET LOCAL statement_timeout = '30s'`,
      db.$executeRaw`SET LOCAL max_parallel_workers_per_gather = 0`,
      readCounts(db),
      readDays(db),
    ]);
    return { counts, days, countedAt };
  });
}

/**
 * Counts users, active sessions, and the locked users, compromised passwords, queued messages and disabled endpoints
 * that may need attention.
 */
function readCounts(db: PrismaClient) {
  return db.$queryRaw<[Counts & { countedAt: Date }]>`
    SELECT u.*, now() AS "countedAt",
      (SELECT count(*)::int FROM "Session" WHERE "revokedAt" IS NULL AND "expiresAt" > now()
       AND "lastActiveAt" > now() - ${config().session.idleSeconds} * interval '1 second') AS sessions,
      (SELECT count(*)::int FROM "OutboxMessage" WHERE "endedAt" IS NULL) AS "messagesWaiting",
      (SELECT count(*)::int FROM "WebhookEndpoint" WHERE "disabledAt" IS NOT NULL) AS "endpointsDisabled"
    FROM (SELECT count(*)::int AS users, count(*) FILTER (WHERE role = 'admin')::int AS administrators,
                 count("lockedAt")::int AS locked, count("passwordCompromisedAt")::int AS compromised
          FROM "User") u`;
}

/**
 * Counts the events of the last 14 days, oldest day first, including days without events. A reset counts as started
 * once, however often its message was sent, and only if its identifier belongs to an account.
 */
function readDays(db: PrismaClient) {
  return db.$queryRaw<Day[]>`
    WITH days AS (
      SELECT (date_trunc('day', now() AT TIME ZONE 'UTC') - ago * interval '1 day') AT TIME ZONE 'UTC' AS day
      FROM generate_series(0, ${DAYS - 1}) AS ago),
    events AS (
      SELECT date_trunc('day', "createdAt" AT TIME ZONE 'UTC') AT TIME ZONE 'UTC' AS day,
        count(*) FILTER (WHERE outcome = 'success'
          AND type IN ('sign_in.password', 'sign_in.first_factor', 'sign_in.passkey'))::int AS "signIns",
        count(DISTINCT details->>'verificationId') FILTER (
          WHERE type = 'reset_password.requested' AND "userId" IS NOT NULL)::int AS "resetsStarted",
        count(*) FILTER (WHERE type = 'password_reset.completed')::int AS "resetsFinished",
        count(*) FILTER (WHERE outcome = 'failure' AND type NOT LIKE '%.delivery_failed')::int AS failures,
        count(*) FILTER (WHERE type LIKE '%.delivery_failed')::int AS "deliveriesFailed"
      FROM "AuditEvent" WHERE "createdAt" >= (SELECT min(day) FROM days) GROUP BY 1),
    webhooks AS (
      SELECT date_trunc('day', "endedAt" AT TIME ZONE 'UTC') AT TIME ZONE 'UTC' AS day, count(*)::int AS delivered
      FROM "WebhookDelivery" WHERE status = 'delivered' AND "endedAt" >= (SELECT min(day) FROM days) GROUP BY 1)
    SELECT days.day, coalesce(e."signIns", 0) AS "signIns", coalesce(e."resetsStarted", 0) AS "resetsStarted",
      coalesce(e."resetsFinished", 0) AS "resetsFinished", coalesce(e.failures, 0) AS failures,
      coalesce(w.delivered, 0) AS "webhooksDelivered", coalesce(e."deliveriesFailed", 0) AS "deliveriesFailed"
    FROM days LEFT JOIN events e USING (day) LEFT JOIN webhooks w USING (day) ORDER BY days.day`;
}

import { config } from "@/lib/config";
import { database } from "@/lib/db/client";

const DAYS = 14;

/** Current totals. */
export type Counts = {
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

/**
 * Counts users, active sessions, and the locked users, compromised passwords, queued messages and disabled endpoints
 * that may need attention.
 */
export async function readCounts(): Promise<Counts> {
  const db = await database();
  const [counts] = await db.$queryRaw<[Counts]>`
    SELECT u.*,
      (SELECT count(*)::int FROM "Session" WHERE "revokedAt" IS NULL AND "expiresAt" > now()
       AND "lastActiveAt" > now() - ${config().session.idleSeconds} * interval '1 second') AS sessions,
      (SELECT count(*)::int FROM "OutboxMessage" WHERE "endedAt" IS NULL) AS "messagesWaiting",
      (SELECT count(*)::int FROM "WebhookEndpoint" WHERE "disabledAt" IS NOT NULL) AS "endpointsDisabled"
    FROM (SELECT count(*)::int AS users, count(*) FILTER (WHERE role = 'admin')::int AS administrators,
                 count("lockedAt")::int AS locked, count("passwordCompromisedAt")::int AS compromised
          FROM "User") u`;
  return counts;
}

/**
 * Counts the events of the last 14 days, oldest day first, including days without events. A reset counts as started
 * once, however often its message was sent, and only if its identifier belongs to an account.
 */
export async function readDays(): Promise<Day[]> {
  const db = await database();
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

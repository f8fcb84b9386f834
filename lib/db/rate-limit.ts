import { config } from "@/lib/config";
import { keyedHash } from "@/lib/crypto/hash";
import { type Db, Prisma } from "./client";
import { isTransaction, retryOnConflict } from "./transaction";

/**
 * How long the outcome of an attempt is awaited. After that its point stays consumed: the process may have been killed.
 */
const PENDING_SECONDS = 30;

/**
 * A counter of at most `limit` points within `windowSeconds`. The window starts with the first point. The window of a
 * `lockout` starts again with the point that exhausts it.
 */
export type RateLimit = {
  name: string;
  /** The network, client or address that the counter belongs to. */
  subject: string;
  limit: number;
  windowSeconds: number;
  lockout?: boolean;
  /** The account or identifier whose failures it counts, by which `resetPointsOf` finds it. */
  owner?: string;
  /** Whether the outcome of the attempt is not known yet when its point is consumed. */
  pending?: boolean;
  /**
   * The points of a stage are consumed only if no counter of it or of an earlier stage is exhausted. Points of earlier
   * stages stay consumed. Stage 0 by default.
   */
  stage?: number;
  /**
   * Silent counters are the last stage. An exhausted one does not reject the others: points of all counters that are
   * not silent are consumed.
   */
  silent?: boolean;
};

const SILENT_STAGE = 100;

const stageOf = ({ silent, stage = 0 }: RateLimit) => (silent ? SILENT_STAGE : stage);

/** Counters that accept no point. */
export type Exhausted = {
  /** The exhausted counters of the first stage that has one. */
  full: RateLimit[];
  /** Those of them that rejected a point for the first time since they were exhausted. */
  reached: RateLimit[];
};

/** The result of consuming points of several counters. */
export type RateLimitOutcome =
  | {
      allowed: true;
      /** The counters that are now exhausted, in the given order. */
      filled: RateLimit[];
      /** The silent counters that were exhausted before. Then no silent counter has lost a point. */
      silent: Exhausted | null;
    }
  | ({
      allowed: false;
      /** Until the last of the exhausted counters accepts a point again, at least 1. */
      retryAfterSeconds: number;
      /** Whether a pending attempt may still give its points back. */
      mayChange: boolean;
    } & Exhausted);

type Row = {
  key: string;
  points: number;
  seconds: number;
  isFull: boolean;
  isReached: boolean;
  pending: number;
};

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");

const keyOf = ({ name, subject }: RateLimit) => hex(keyedHash("rate-limit", name, subject));

const ownerKey = (owner: string) => keyedHash("rate-limit", "owner", owner);

/** Returns the counters by their keys. Duplicates are counted once. */
const byKey = (rateLimits: RateLimit[]) => new Map(rateLimits.map((limit) => [keyOf(limit), limit]));

/**
 * Consumes one point of every counter, or of none if one of them is exhausted. If only silent counters are exhausted,
 * consumes points of the others; counters with stages behave alike. Runs as one statement on the database's clock, so
 * concurrent requests and several instances share one count.
 *
 * @param db the database; a transaction only if a rollback shall give the points back
 * @param rateLimits after those that are `pending`, `settlePoints`, `refundPoints` or a reset must follow within
 *   `PENDING_SECONDS`
 * @param options.resetOwners every counter of these owners is reset in the same statement, whatever the result. None of
 *   the given counters may belong to them
 */
export async function consumePoints(
  db: Db,
  rateLimits: RateLimit[],
  { resetOwners = [] }: { resetOwners?: string[] } = {},
): Promise<RateLimitOutcome> {
  if (!config().rateLimits || rateLimits.length === 0) {
    if (resetOwners.length > 0) await resetPointsOf(db, resetOwners);
    return { allowed: true, filled: [], silent: null };
  }
  const closed = rateLimits.filter(({ limit }) => limit <= 0);
  if (closed.length > 0) {
    const retryAfterSeconds = Math.max(...closed.map(({ windowSeconds }) => windowSeconds));
    return { allowed: false, full: closed, reached: [], retryAfterSeconds, mayChange: false };
  }
  const limits = byKey(rateLimits);
  const rows = await takeAll(db, limits, resetOwners);
  const full = rows.filter(({ isFull }) => isFull);
  const limitsOf = (some: Row[]) => some.flatMap(({ key }) => limits.get(key) ?? []);
  const exhausted = { full: limitsOf(full), reached: limitsOf(full.filter(({ isReached }) => isReached)) };
  if (exhausted.full.some(({ silent }) => !silent)) {
    return {
      allowed: false,
      ...exhausted,
      retryAfterSeconds: Math.max(1, ...full.map(({ seconds }) => seconds)),
      mayChange: full.every(({ pending: unknown }) => unknown > 0),
    };
  }
  const filled = new Set(
    rows
      .filter(({ key, points, isFull }) => !isFull && points >= (limits.get(key)?.limit ?? 0))
      .map(({ key }) => key),
  );
  return {
    allowed: true,
    filled: rateLimits.filter((limit) => filled.has(keyOf(limit))),
    silent: full.length > 0 ? exhausted : null,
  };
}

/**
 * A concurrent request may exhaust a counter that had no row yet. In that case the consumed points are refunded, and
 * the statement runs again.
 */
async function takeAll(db: Db, limits: Map<string, RateLimit>, resetOwners: string[]): Promise<Row[]> {
  for (;;) {
    const rows = await retryStatement(db, () => take(db, limits, resetOwners));
    const limitsOf = (some: Row[]) => some.flatMap(({ key }) => limits.get(key) ?? []);
    const fullStage = Math.min(...limitsOf(rows.filter(({ isFull }) => isFull)).map(stageOf));
    const taken = limitsOf(rows.filter(({ isFull }) => !isFull));
    const wanted = [...limits.values()].filter((limit) => stageOf(limit) < fullStage);
    if (taken.length === wanted.length) return rows;
    if (taken.length > 0) await refundPoints(db, taken);
  }
}

/** Retries a statement after a deadlock, unless it is part of a transaction, which is retried as a whole. */
function retryStatement<T>(db: Db, statement: () => Promise<T>): Promise<T> {
  return isTransaction(db) ? statement() : retryOnConflict(statement);
}

/**
 * Locks rows in the order of their keys, as every statement on counters does, so that two requests cannot deadlock. A
 * concurrent request may exhaust a counter without a row after `held` was read; such a counter is missing in `taken`.
 */
function take(db: Db, limits: Map<string, RateLimit>, resetOwners: string[]): Promise<Row[]> {
  const asked = JSON.stringify(
    [...limits].map(([key, limit]) => ({
      key,
      limit: limit.limit,
      seconds: limit.windowSeconds,
      lockout: limit.lockout ?? false,
      owner: limit.owner === undefined ? null : hex(ownerKey(limit.owner)),
      pending: limit.pending ? 1 : 0,
      stage: stageOf(limit),
    })),
  );
  return db.$queryRaw<Row[]>`
    WITH asked AS MATERIALIZED (
      SELECT decode(key, 'hex') AS key, "limit", seconds, lockout, decode(owner, 'hex') AS owner, pending, stage
      FROM json_to_recordset(${asked}::json)
        AS a(key text, "limit" int, seconds int, lockout boolean, owner text, pending int, stage int)),
    reset AS MATERIALIZED (
      SELECT r.key FROM "RateLimit" r
      WHERE r.owner = ANY (${decoded(resetOwners.map((owner) => hex(ownerKey(owner))))})),
    held AS MATERIALIZED (
      SELECT r.key, r.points, CASE WHEN r."pendingUntil" > now() THEN r.pending ELSE 0 END AS pending, r."expiresAt"
      FROM "RateLimit" r WHERE r.key = ANY (ARRAY(SELECT key FROM asked UNION ALL SELECT key FROM reset))
      ORDER BY r.key FOR UPDATE),
    deleted AS (
      DELETE FROM "RateLimit" r USING held h WHERE r.key = h.key AND r.key IN (SELECT key FROM reset)),
    exhausted AS MATERIALIZED (
      SELECT h.key, h.points, h.pending, h."expiresAt", a."limit", a.stage
      FROM held h JOIN asked a ON a.key = h.key WHERE h.points >= a."limit" AND h."expiresAt" > now()),
    full_ones AS MATERIALIZED (
      SELECT key, points, pending, "expiresAt", "limit" FROM exhausted
      WHERE stage = (SELECT min(stage) FROM exhausted)),
    rejected AS (
      UPDATE "RateLimit" r SET points = r.points + 1, reached = true
      FROM full_ones f WHERE r.key = f.key AND r.points = f."limit"
      RETURNING r.key),
    taken AS (
      INSERT INTO "RateLimit" AS r (key, points, pending, "pendingUntil", reached, owner, "expiresAt")
      SELECT key, 1, pending, CASE WHEN pending > 0 THEN now() + ${PENDING_SECONDS} * interval '1 second' END,
        "limit" = 1, owner, now() + seconds * interval '1 second'
      FROM asked WHERE stage < coalesce((SELECT min(stage) FROM exhausted), stage + 1) ORDER BY key
      ON CONFLICT (key) DO UPDATE SET
        points = CASE WHEN r."expiresAt" <= now() THEN 1 ELSE r.points + 1 END,
        pending = CASE WHEN r."expiresAt" > now() AND r."pendingUntil" > now() THEN r.pending ELSE 0 END
          + excluded.pending,
        "pendingUntil" = coalesce(excluded."pendingUntil", r."pendingUntil"),
        reached = CASE WHEN r."expiresAt" <= now() THEN 1 ELSE r.points + 1 END
          >= (SELECT a."limit" FROM asked a WHERE a.key = excluded.key),
        "expiresAt" = CASE
          WHEN r."expiresAt" <= now() THEN excluded."expiresAt"
          WHEN (SELECT a.lockout AND r.points + 1 = a."limit" FROM asked a WHERE a.key = excluded.key)
            THEN excluded."expiresAt"
          ELSE r."expiresAt" END
      WHERE r."expiresAt" <= now() OR r.points < (SELECT a."limit" FROM asked a WHERE a.key = excluded.key)
      RETURNING r.key, r.points, r."expiresAt")
    SELECT encode(f.key, 'hex') AS key, f.points, f.pending, true AS "isFull",
           f.key IN (SELECT key FROM rejected) AS "isReached",
           ceil(extract(epoch FROM f."expiresAt" - now()))::int AS seconds
    FROM full_ones f
    UNION ALL
    SELECT encode(t.key, 'hex'), t.points, 0, false, false, ceil(extract(epoch FROM t."expiresAt" - now()))::int
    FROM taken t`;
}

/**
 * Returns an array for a list of bytes in hexadecimal. PostgreSQL expects as few elements of each subquery, whatever
 * the list, so it uses the indexes, and one plan for all lists.
 */
const decoded = (bytes: string[]) =>
  Prisma.sql`ARRAY(SELECT decode(b, 'hex') FROM unnest(${bytes}::text[]) AS b)`;

/** Locks counters in the order of their keys. */
const lockInOrder = (condition: Prisma.Sql) => Prisma.sql`
  SELECT r.key FROM "RateLimit" r WHERE ${condition} ORDER BY r.key FOR UPDATE`;

const isOneOf = (rateLimits: RateLimit[]) =>
  Prisma.sql`r.key = ANY (${decoded([...byKey(rateLimits).keys()])})`;

/** Records that pending attempts have failed: their points stay consumed. */
export async function settlePoints(db: Db, rateLimits: RateLimit[]): Promise<void> {
  await retryStatement(
    db,
    () => db.$executeRaw`
      WITH held AS MATERIALIZED (${lockInOrder(isOneOf(rateLimits))})
      UPDATE "RateLimit" r SET pending = greatest(0, r.pending - 1) FROM held WHERE r.key = held.key`,
  );
}

/**
 * Refunds one point of each counter, if the attempt does not count. A counter that has rejected a point has one more
 * than its limit.
 */
export async function refundPoints(db: Db, rateLimits: RateLimit[]): Promise<void> {
  const asked = JSON.stringify([...byKey(rateLimits)].map(([key, { limit }]) => ({ key, limit })));
  await retryStatement(
    db,
    () => db.$executeRaw`
      WITH held AS MATERIALIZED (${lockInOrder(isOneOf(rateLimits))}),
      asked AS (
        SELECT decode(key, 'hex') AS key, "limit" FROM json_to_recordset(${asked}::json) AS a(key text, "limit" int))
      UPDATE "RateLimit" r SET pending = greatest(0, r.pending - 1),
        points = greatest(0, least(r.points, asked."limit") - 1), reached = false
      FROM held JOIN asked ON asked.key = held.key WHERE r.key = held.key`,
  );
}

/** Resets counters. */
export const resetPoints = (db: Db, rateLimits: RateLimit[]): Promise<void> =>
  deleteCounters(db, isOneOf(rateLimits));

/** Resets every counter of these owners, for example after a successful sign-in. */
export const resetPointsOf = (db: Db, owners: string[]): Promise<void> =>
  deleteCounters(db, Prisma.sql`r.owner = ANY (${decoded(owners.map((owner) => hex(ownerKey(owner))))})`);

async function deleteCounters(db: Db, condition: Prisma.Sql): Promise<void> {
  await retryStatement(
    db,
    () => db.$executeRaw`
      WITH held AS MATERIALIZED (${lockInOrder(condition)})
      DELETE FROM "RateLimit" r USING held WHERE r.key = held.key`,
  );
}

/**
 * Reads until when the counters of some owners are exhausted.
 *
 * @returns a function that returns, for some of the owners, when the last of their counters accepts a point again, or
 * `null` if all of them do
 */
export async function blockedUntil(db: Db, owners: string[]): Promise<(some: string[]) => Date | null> {
  const rows = await db.rateLimit.findMany({
    where: { owner: { in: owners.map(ownerKey) }, reached: true, expiresAt: { gt: new Date() } },
    select: { owner: true, expiresAt: true },
  });
  return (some) => {
    const keys = new Set(some.map((owner) => hex(ownerKey(owner))));
    const ends = rows
      .filter(({ owner }) => owner && keys.has(hex(owner)))
      .map((row) => row.expiresAt.getTime());
    return ends.length === 0 ? null : new Date(Math.max(...ends));
  };
}

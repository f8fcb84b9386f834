import { setTimeout as wait } from "node:timers/promises";
import { config } from "@/lib/config";
import { log } from "@/lib/log";
import { database, Prisma } from "./client";
import type { PrismaClient } from "./generated/client";

/** The numbers of rows that one statement may delete. */
const BATCH = { smallest: 20, first: 100, largest: 1_000 };
/** A batch that takes longer is followed by a smaller one. The embedded database answers nothing else meanwhile. */
const TARGET_MS = 50;
/** How long a batch waits for a row that refers to an expired one and is locked. The next run tries again. */
const LOCK_TIMEOUT = "1s";

/** The rows to delete: those whose `column` is further in the past than `age`. */
type Kind = { table: string; column: string; age: string };

/** The rows to delete, by table. Deleting a verification also deletes its codes, its links, and its attempt. */
const EXPIRED: Kind[] = [
  { table: "Session", column: "expiresAt", age: "1 day" },
  { table: "Session", column: "revokedAt", age: "1 day" },
  { table: "Verification", column: "expiresAt", age: "1 hour" },
  { table: "KnownClient", column: "lastSignedInAt", age: "1 year" },
  { table: "Invitation", column: "expiresAt", age: "30 days" },
  { table: "SignUpInvitation", column: "expiresAt", age: "30 days" },
  { table: "PasskeyChallenge", column: "expiresAt", age: "0" },
  { table: "TrustedDevice", column: "expiresAt", age: "0" },
  { table: "Instance", column: "seenAt", age: "1 hour" },
  { table: "RateLimit", column: "expiresAt", age: "0" },
  { table: "OutboxMessage", column: "endedAt", age: "7 days" },
  { table: "WebhookDelivery", column: "createdAt", age: "30 days" },
  { table: "InboxMessage", column: "createdAt", age: "7 days" },
];

/** Returns the rows to delete of all tables. */
export function expiredRows(): Kind[] {
  return [
    ...EXPIRED,
    { table: "AuditEvent", column: "createdAt", age: `${config().auditRetentionDays} days` },
  ];
}

/**
 * Returns the query for the physical addresses of at most `limit` rows to delete that no other transaction has locked.
 */
export function batchQuery({ table, column, age }: Kind, limit: number): Prisma.Sql {
  return Prisma.sql`
    SELECT ctid FROM ${Prisma.raw(`"${table}"`)}
    WHERE ${Prisma.raw(`"${column}"`)} < now() - ${age}::interval
    ORDER BY ${Prisma.raw(`"${column}"`)} LIMIT ${limit} FOR UPDATE SKIP LOCKED`;
}

/** Deletes one batch. Concurrent instances delete different rows. Returns how many rows it deleted. */
async function removeBatch(db: PrismaClient, kind: Kind, limit: number): Promise<number> {
  const [, removed] = await db.$transaction([
    db.$executeRaw`SELECT set_config('lock_timeout', ${LOCK_TIMEOUT}, true)`,
    db.$executeRaw`DELETE FROM ${Prisma.raw(`"${kind.table}"`)} WHERE ctid IN (${batchQuery(kind, limit)})`,
  ]);
  return removed;
}

/** Returns the size of the next batch. */
function nextLimit(limit: number, tookMs: number): number {
  if (tookMs > TARGET_MS) return Math.max(BATCH.smallest, Math.floor(limit / 2));
  return tookMs < TARGET_MS / 2 ? Math.min(BATCH.largest, limit * 2) : limit;
}

/**
 * Deletes expired rows in batches: one of each table in turn, so that a large table does not delay the others. After
 * each batch it pauses for as long as the batch took. A table that cannot be cleaned is logged and left to the next
 * run.
 *
 * @param signal stops after the current batch
 * @returns how many rows it deleted, without those that were deleted with them
 */
export async function removeExpiredRows(signal?: AbortSignal): Promise<number> {
  const db = await database();
  let removed = 0;
  let left = expiredRows().map((kind) => ({ kind, limit: BATCH.first }));
  while (left.length > 0) {
    const unfinished: typeof left = [];
    for (const { kind, limit } of left) {
      if (signal?.aborted) return removed;
      const startedAt = performance.now();
      const batch = await removeBatch(db, kind, limit).catch((error: unknown) => {
        if (!(error instanceof Prisma.PrismaClientKnownRequestError)) throw error;
        log.warn({ event: "clean_up.postponed", table: kind.table, err: error });
        return 0;
      });
      const tookMs = performance.now() - startedAt;
      removed += batch;
      if (batch === limit) unfinished.push({ kind, limit: nextLimit(limit, tookMs) });
      if (batch > 0) await wait(tookMs, undefined, { ref: false });
    }
    left = unfinished;
  }
  return removed;
}

import { config } from "@/lib/config";
import { type Db, database } from "./client";
import { Prisma } from "./generated/client";

const BATCH = 1_000;

type Kind = { table: string; condition: string };

/** The rows to delete, by table. Deleting a verification also deletes its codes, its links, and its attempt. */
const EXPIRED: Kind[] = [
  { table: "Session", condition: `"expiresAt" < now() - interval '1 day'` },
  { table: "Session", condition: `"revokedAt" < now() - interval '1 day'` },
  { table: "Verification", condition: `"expiresAt" < now() - interval '1 hour'` },
  { table: "KnownClient", condition: `"lastSignedInAt" < now() - interval '1 year'` },
  { table: "Invitation", condition: `"expiresAt" < now() - interval '30 days'` },
  { table: "SignUpInvitation", condition: `"expiresAt" < now() - interval '30 days'` },
  { table: "PasskeyChallenge", condition: `"expiresAt" < now()` },
  { table: "TrustedDevice", condition: `"expiresAt" < now()` },
  { table: "Instance", condition: `"seenAt" < now() - interval '1 hour'` },
  { table: "RateLimit", condition: `"expiresAt" < now()` },
  { table: "OutboxMessage", condition: `"endedAt" < now() - interval '7 days'` },
  { table: "WebhookDelivery", condition: `"createdAt" < now() - interval '30 days'` },
  { table: "InboxMessage", condition: `"createdAt" < now() - interval '7 days'` },
];

/** Audit events older than `AUDIT_RETENTION_DAYS`. */
const oldEvents = (): Kind => ({
  table: "AuditEvent",
  condition: `"createdAt" < now() - interval '${config().auditRetentionDays} days'`,
});

/**
 * Deletes one batch. Concurrent instances delete different rows, and a batch is small enough to block no other query
 * for long.
 */
async function removeBatch(db: Db, { table, condition }: Kind): Promise<number> {
  return db.$executeRaw(Prisma.sql`
    DELETE FROM ${Prisma.raw(`"${table}"`)} WHERE ctid IN (
      SELECT ctid FROM ${Prisma.raw(`"${table}"`)} WHERE ${Prisma.raw(condition)}
      LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)`);
}

/** Deletes every expired row, in batches. Returns how many. */
export async function removeExpiredRows(): Promise<number> {
  const db = await database();
  let removed = 0;
  for (const kind of [...EXPIRED, oldEvents()]) {
    let batch: number;
    do {
      batch = await removeBatch(db, kind);
      removed += batch;
    } while (batch === BATCH);
  }
  return removed;
}

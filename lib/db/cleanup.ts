import { config } from "@/lib/config";
import { type Db, database } from "./client";
import { Prisma } from "./generated/client";

const BATCH = 1_000;

type Kind = { table: string; condition: string };

/** What goes, and when. With a verification go its codes, its links, and the attempt it belongs to. */
const EXPIRED: Kind[] = [
  { table: "Session", condition: `"expiresAt" < now() - interval '1 day'` },
  { table: "Session", condition: `"revokedAt" < now() - interval '1 day'` },
  { table: "Verification", condition: `"expiresAt" < now() - interval '1 hour'` },
  { table: "KnownClient", condition: `"lastSignedInAt" < now() - interval '1 year'` },
  { table: "Invitation", condition: `"expiresAt" < now() - interval '30 days'` },
  { table: "PasskeyChallenge", condition: `"expiresAt" < now()` },
  { table: "TrustedDevice", condition: `"expiresAt" < now()` },
  { table: "RateLimit", condition: `"expiresAt" < now()` },
  { table: "OutboxMessage", condition: `"endedAt" < now() - interval '7 days'` },
  { table: "WebhookDelivery", condition: `"createdAt" < now() - interval '30 days'` },
  { table: "InboxMessage", condition: `"createdAt" < now() - interval '7 days'` },
];

/** The audit log is kept for as long as the settings say. */
const oldEvents = (): Kind => ({
  table: "AuditEvent",
  condition: `"createdAt" < now() - interval '${config().auditRetentionDays} days'`,
});

/** Two instances at once take different rows; a batch is short enough to hold nobody up. */
async function removeBatch(db: Db, { table, condition }: Kind): Promise<number> {
  return db.$executeRaw(Prisma.sql`
    DELETE FROM ${Prisma.raw(`"${table}"`)} WHERE ctid IN (
      SELECT ctid FROM ${Prisma.raw(`"${table}"`)} WHERE ${Prisma.raw(condition)}
      LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)`);
}

/** Removes every row whose time is over, in batches; returns how many. */
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

import "@/lib/db/testing/own-server";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { batchQuery, expiredRows, removeExpiredRows } from "./cleanup";
import { database, Prisma } from "./client";

vi.hoisted(() => {
  process.env.AUDIT_RETENTION_DAYS = "100";
});

/** A transaction of another process. */
let other: pg.Client;

beforeAll(async () => {
  other = new pg.Client({ connectionString: process.env.DATABASE_URL });
  await other.connect();
});
afterAll(() => other.end());

beforeEach(async () => {
  const db = await database();
  await db.user.deleteMany();
  await db.verification.deleteMany();
  await db.rateLimit.deleteMany();
});

const EXPIRED_SESSIONS = 5_000;

/** Creates a user with sessions that ended two days ago and one valid session, whose ID it returns. */
async function createSessions(): Promise<string> {
  const db = await database();
  const user = await db.user.create({ data: {} });
  await db.$executeRaw`
    INSERT INTO "Session" ("userId", "tokenHash", "expiresAt")
    SELECT ${user.id}::uuid, decode(md5(n::text), 'hex'), now() - interval '2 days'
    FROM generate_series(1, ${EXPIRED_SESSIONS}) n`;
  const session = await db.session.create({
    data: { userId: user.id, tokenHash: new Uint8Array([1]), expiresAt: new Date(Date.now() + 86_400_000) },
  });
  return session.id;
}

test("keeps audit events for AUDIT_RETENTION_DAYS", async () => {
  const db = await database();
  await db.$executeRaw`
    INSERT INTO "AuditEvent" (type, outcome, "createdAt")
    SELECT 'user.created', 'success', now() - days * interval '1 day' FROM unnest(ARRAY[1, 95, 99, 101, 400]) AS days`;
  expect(await removeExpiredRows()).toBe(2);
  expect(await db.auditEvent.count()).toBe(3);
});

// An instance is one row per process.
const LARGE = expiredRows().filter(({ table }) => table !== "Instance");

test.each(LARGE)("finds $table rows by an index of $column", async (kind) => {
  const db = await database();
  const plan = await db.$transaction(async (tx) => {
    await tx.$executeRaw`SET LOCAL enable_seqscan = off`;
    // A bitmap would contain every expired row, and not only those of the batch.
    await tx.$executeRaw`SET LOCAL enable_bitmapscan = off`;
    return tx.$queryRaw<{ "QUERY PLAN": string }[]>(Prisma.sql`EXPLAIN ${batchQuery(kind, 100)}`);
  });
  const lines = plan.map((line) => line["QUERY PLAN"]).join("\n");
  expect(lines).toMatch(new RegExp(`Index Scan using "\\w+" on "${kind.table}"`));
  expect(lines).not.toMatch(/Sort|Seq Scan/);
});

describe("a clean-up", () => {
  test("deletes every expired session and no other, also beside another clean-up", async () => {
    const db = await database();
    const valid = await createSessions();
    const removed = await Promise.all([removeExpiredRows(), removeExpiredRows()]);
    expect(removed[0] + removed[1]).toBe(EXPIRED_SESSIONS);
    expect(await db.session.findMany({ select: { id: true } })).toEqual([{ id: valid }]);
  });

  test("commits batch by batch, and locks no row that has not expired", async () => {
    const db = await database();
    const valid = await createSessions();
    let ended = false;
    const cleanUp = removeExpiredRows().finally(() => {
      ended = true;
    });
    const counts = new Set<number>();
    while (!ended) {
      // Fails at once if the clean-up has locked the row.
      await other.query("BEGIN");
      await other.query(`SELECT 1 FROM "Session" WHERE id = $1 FOR UPDATE NOWAIT`, [valid]);
      await other.query("ROLLBACK");
      const { rows } = await other.query<{ stored: number }>(`SELECT count(*)::int AS stored FROM "Session"`);
      counts.add(rows[0]?.stored ?? 0);
    }
    expect(await cleanUp).toBe(EXPIRED_SESSIONS);
    expect([...counts].filter((count) => count > 1 && count <= EXPIRED_SESSIONS)).not.toEqual([]);
    expect(await db.session.count()).toBe(1);
  });

  test("skips rows that another transaction has locked, and deletes them in the next run", async () => {
    const db = await database();
    await createSessions();
    await other.query("BEGIN");
    await other.query(`SELECT 1 FROM "Session" WHERE "expiresAt" < now() LIMIT 10 FOR UPDATE`);
    expect(await removeExpiredRows()).toBe(EXPIRED_SESSIONS - 10);
    await other.query("ROLLBACK");
    expect(await removeExpiredRows()).toBe(10);
    expect(await db.session.count()).toBe(1);
  });

  test("waits at most a second for a locked row that refers to an expired one, and cleans the other tables", async () => {
    const db = await database();
    await db.$executeRaw`
      WITH v AS (
        INSERT INTO "Verification" ("clientHash", purpose, destination, "expiresAt")
        VALUES ('\\x01'::bytea, 'sign_in', 'a', now() - interval '2 hours') RETURNING id)
      INSERT INTO "SignIn" (identifier, "verificationId") SELECT 'a', id FROM v`;
    await db.$executeRaw`
      INSERT INTO "RateLimit" (key, points, "expiresAt") VALUES ('\\x01'::bytea, 1, now() - interval '1 minute')`;
    await other.query("BEGIN");
    await other.query(`SELECT 1 FROM "SignIn" FOR UPDATE`);
    expect(await removeExpiredRows()).toBe(1);
    expect(await db.rateLimit.count()).toBe(0);
    expect(await db.signIn.count()).toBe(1);
    await other.query("ROLLBACK");
    expect(await removeExpiredRows()).toBe(1);
    expect(await db.signIn.count()).toBe(0);
  });

  test("stops after the current batch when it is aborted", async () => {
    const db = await database();
    await createSessions();
    const stop = new AbortController();
    const cleanUp = removeExpiredRows(stop.signal);
    while ((await db.session.count()) > EXPIRED_SESSIONS)
      await new Promise((resolve) => setImmediate(resolve));
    stop.abort();
    expect(await cleanUp).toBeLessThan(EXPIRED_SESSIONS);
    expect(await removeExpiredRows()).toBeGreaterThan(0);
    expect(await db.session.count()).toBe(1);
  });
});

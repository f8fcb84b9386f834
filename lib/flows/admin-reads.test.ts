import "@/lib/db/testing/own-server";
import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { readForAdmins } from "@/lib/db/admin-reads";
import { databaseIsReady } from "@/lib/db/ready";
import { listAuditEvents } from "./audit/list";
import { readMetrics } from "./metrics";
import { listUsers } from "./users/read";

const connectionString = process.env.DATABASE_URL;
/** A transaction of another process. */
const other = new pg.Client({ connectionString });
/** A connection without a transaction, in which the activity would be that of its first query. */
const monitor = new pg.Client({ connectionString });

beforeAll(async () => {
  await other.connect();
  await monitor.connect();
});
afterEach(() => other.query("ROLLBACK"));
afterAll(async () => {
  await other.end();
  await monitor.end();
});

/** Waits until a check passes, on a busy machine too. */
const eventually = <T>(check: () => Promise<T>) => vi.waitFor(check, { timeout: 30_000 });

/** Counts the statements of this process that wait for a lock of the other one. */
async function waitingStatements(): Promise<number> {
  const { rows } = await monitor.query<{ waiting: number }>(
    `SELECT count(*)::int AS waiting FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
  );
  return rows[0]?.waiting ?? 0;
}

const PAGE = { limit: 10, cursor: null };

test("reads for admins leave connections to everything else", async () => {
  await other.query("BEGIN");
  for (const table of ["User", "AuditEvent", "OutboxMessage"])
    await other.query(`LOCK TABLE "${table}" IN ACCESS EXCLUSIVE MODE`);
  const filter = { userId: null, type: null, since: null, until: null };
  const reads = Array.from({ length: 10 }, () => [
    listUsers({ query: "a", ...PAGE }),
    listAuditEvents({ ...filter, ...PAGE }),
  ]).flat();
  await eventually(async () => expect(await waitingStatements()).toBe(3));
  const metrics = Array.from({ length: 10 }, () => readMetrics());
  await eventually(async () => expect(await waitingStatements()).toBe(4));
  await wait(50);
  expect(await waitingStatements()).toBe(4);
  expect(await databaseIsReady()).toBe(true);
  await other.query("ROLLBACK");
  await Promise.all([...reads, ...metrics]);
});

test("a failed read frees its connection", async () => {
  const failing = Array.from({ length: 5 }, () => readForAdmins((db) => db.$queryRaw`SELECT 1 / 0`));
  expect((await Promise.allSettled(failing)).map(({ status }) => status)).toEqual(Array(5).fill("rejected"));
  expect(await listUsers({ query: "", ...PAGE })).toMatchObject({ nextCursor: null });
});

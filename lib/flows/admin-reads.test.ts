import "@/lib/db/testing/own-server";
import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { readForAdmins } from "@/lib/db/admin-reads";
import { databaseIsReady } from "@/lib/db/ready";
import { untilLockWaits } from "@/lib/db/testing/lock-waits";
import { listAuditEvents } from "./audit/list";
import { readMetrics } from "./metrics";
import { listUsers } from "./users/read";

/** A transaction of another process. */
const other = new pg.Client({ connectionString: process.env.DATABASE_URL });

beforeAll(() => other.connect());
afterEach(() => other.query("ROLLBACK"));
afterAll(() => other.end());

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
  await untilLockWaits(3);
  const metrics = Array.from({ length: 10 }, () => readMetrics());
  await untilLockWaits(4);
  await wait(50);
  await untilLockWaits(4);
  expect(await databaseIsReady()).toBe(true);
  await other.query("ROLLBACK");
  await Promise.all([...reads, ...metrics]);
});

test("a failed read frees its connection", async () => {
  const failing = Array.from({ length: 5 }, () => readForAdmins((db) => db.$queryRaw`SELECT 1 / 0`));
  expect((await Promise.allSettled(failing)).map(({ status }) => status)).toEqual(Array(5).fill("rejected"));
  expect(await listUsers({ query: "", ...PAGE })).toMatchObject({ nextCursor: null });
});

import "@/lib/db/testing/own-server";
import pg from "pg";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { database } from "@/lib/db/client";
import { untilLockWaits } from "@/lib/db/testing/lock-waits";
import { countOverview, readOverview } from "./overview";

/** A transaction of another process. */
const other = new pg.Client({ connectionString: process.env.DATABASE_URL });

beforeAll(() => other.connect());
afterEach(() => other.query("ROLLBACK"));
afterAll(() => other.end());

test("counts users, valid sessions and the events of today", async () => {
  const db = await database();
  const user = await db.user.create({ data: { role: "admin", lockedAt: new Date() } });
  const inAnHour = new Date(Date.now() + 3_600_000);
  for (const [index, expiresAt] of [inAnHour, inAnHour, new Date(0)].entries())
    await db.session.create({
      data: {
        userId: user.id,
        tokenHash: new Uint8Array([index]),
        expiresAt,
        revokedAt: index === 1 ? expiresAt : null,
      },
    });
  await db.auditEvent.create({ data: { type: "sign_in.password", outcome: "success" } });
  const { counts, days, countedAt } = await countOverview();
  expect(counts).toEqual({
    users: 1,
    administrators: 1,
    locked: 1,
    compromised: 0,
    sessions: 1,
    messagesWaiting: 0,
    endpointsDisabled: 0,
  });
  expect(days).toHaveLength(14);
  expect(days.at(-1)).toMatchObject({ signIns: 1, failures: 0 });
  expect(Math.abs(countedAt.getTime() - Date.now())).toBeLessThan(60_000);
});

test("a hundred concurrent admins cause one count, and get it with its time after it", async () => {
  await other.query("BEGIN");
  await other.query(`LOCK TABLE "User" IN ACCESS EXCLUSIVE MODE`);
  const startedAt = performance.now();
  const pages = Array.from({ length: 100 }, () => readOverview());
  await untilLockWaits(1);
  expect(new Set(await Promise.all(pages))).toEqual(new Set([null]));
  expect(performance.now() - startedAt).toBeLessThan(10_000);
  await untilLockWaits(1);
  await other.query("ROLLBACK");
  const overview = await vi.waitFor(
    async () => {
      const counted = await readOverview();
      expect(counted).not.toBeNull();
      return counted;
    },
    { timeout: 30_000 },
  );
  const again = await Promise.all(Array.from({ length: 100 }, () => readOverview()));
  expect(new Set(again)).toEqual(new Set([overview]));
});

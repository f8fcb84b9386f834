import { rmSync } from "node:fs";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { removeExpiredRows } from "./cleanup";
import { closeDatabase, database, migrateDatabase } from "./client";

const folder = await vi.hoisted(async () => {
  const { migratedFolder } = await import("@/lib/db/testing/folder");
  process.env.DATA_DIR = migratedFolder();
  process.env.AUDIT_RETENTION_DAYS = "100";
  return process.env.DATA_DIR;
});

beforeAll(() => migrateDatabase());

afterAll(async () => {
  await closeDatabase();
  rmSync(folder, { recursive: true, force: true });
});

test("the audit log is kept for as long as the settings say", async () => {
  const db = await database();
  await db.$executeRaw`
    INSERT INTO "AuditEvent" (type, outcome, "createdAt")
    SELECT 'user.created', 'success', now() - days * interval '1 day' FROM unnest(ARRAY[1, 95, 99, 101, 400]) AS days`;
  expect(await removeExpiredRows()).toBe(2);
  expect(await db.auditEvent.count()).toBe(3);
});

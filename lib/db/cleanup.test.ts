import "@/lib/db/testing/own-database";
import { expect, test, vi } from "vitest";
import { removeExpiredRows } from "./cleanup";
import { database } from "./client";

vi.hoisted(() => {
  process.env.AUDIT_RETENTION_DAYS = "100";
});

test("keeps audit events for AUDIT_RETENTION_DAYS", async () => {
  const db = await database();
  await db.$executeRaw`
    INSERT INTO "AuditEvent" (type, outcome, "createdAt")
    SELECT 'user.created', 'success', now() - days * interval '1 day' FROM unnest(ARRAY[1, 95, 99, 101, 400]) AS days`;
  expect(await removeExpiredRows()).toBe(2);
  expect(await db.auditEvent.count()).toBe(3);
});

import { rmSync } from "node:fs";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { Actor } from "@/lib/audit";
import { closeDatabase, database, migrateDatabase } from "@/lib/db/client";
import { takePoints } from "@/lib/db/rate-limit";
import { limits } from "../limits";
import { makeCaller, makePerson } from "../testing/person";
import { lockUser, unlockUser } from "./lock";
import { readUser } from "./read";

const folder = await vi.hoisted(async () => {
  const { mkdtempSync } = await import("node:fs");
  process.env.DATA_DIR = mkdtempSync("/tmp/latchkey-lock-");
  return process.env.DATA_DIR;
});

const BACK_OFFICE: Actor = { by: "secret_key", userId: null, facts: makeCaller().facts };

beforeAll(() => migrateDatabase());

afterAll(async () => {
  await closeDatabase();
  rmSync(folder, { recursive: true, force: true });
});

test("what somebody locked has invited others to is withdrawn, and stays so", async () => {
  const { id } = await makePerson("violet otter mends lanterns");
  const db = await database();
  const { id: organizationId } = await db.organization.create({
    data: { name: "Lanterns", memberships: { create: { userId: id, role: "owner" } } },
  });
  const invitation = await db.invitation.create({
    data: {
      organizationId,
      emailAddress: "asked@people.example",
      role: "admin",
      tokenHash: new Uint8Array(32),
      invitedById: id,
      expiresAt: new Date(Date.now() + 3_600_000),
    },
  });
  expect(await lockUser(id, BACK_OFFICE)).toEqual({ ok: true });
  expect(await unlockUser(id, BACK_OFFICE)).toEqual({ ok: true });
  const { revokedAt } = await db.invitation.findUniqueOrThrow({ where: { id: invitation.id } });
  expect(revokedAt).not.toBeNull();
});

test("a lockout by failures is told with its end, and unlocking lifts it", async () => {
  const { id: userId } = await makePerson("violet otter mends lanterns");
  const db = await database();
  const limit = limits.passwordsFor(userId);
  for (let tries = 0; tries < limit.limit; tries++) {
    expect(await readUser(userId)).toMatchObject({ user: { locked: false, lockoutExpiresAt: null } });
    await takePoints(db, [limit]);
  }
  const read = await readUser(userId);
  const end = read.ok ? (read.user.lockoutExpiresAt?.getTime() ?? 0) : 0;
  expect(end - Date.now()).toBeGreaterThan((limit.windowSeconds - 30) * 1000);
  expect(await unlockUser(userId, BACK_OFFICE)).toEqual({ ok: true });
  expect(await readUser(userId)).toMatchObject({ user: { locked: false, lockoutExpiresAt: null } });
});

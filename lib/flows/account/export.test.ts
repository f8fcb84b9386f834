import "@/lib/db/testing/own-embedded";
import { expect, test, vi } from "vitest";
import { database } from "@/lib/db/client";
import { createTestUser, signInAs } from "../testing/user";
import { exportOwnData } from "./export";

vi.hoisted(() => {
  process.env.INBOX = "on";
});

const PASSWORD = "violet otter mends lanterns";

async function userWith(rows: number) {
  const user = await createTestUser(PASSWORD);
  const caller = await signInAs(user, PASSWORD);
  const db = await database();
  await db.$executeRaw`
    INSERT INTO "Verification" ("clientHash", purpose, "userId", "expiresAt", "createdAt")
    SELECT sha256('client'), 'sign_in', ${user.id}::uuid, now(), now() - (n / 7) * interval '1 second'
    FROM generate_series(1, ${rows}::int) AS n`;
  await db.$executeRaw`
    INSERT INTO "AuditEvent" (type, outcome, "userId", "actorId", "ipAddress", "createdAt")
    SELECT 'session.revoked', 'success', ${user.id}::uuid, CASE WHEN n % 2 = 0 THEN ${user.id}::uuid END, '192.0.2.1',
      now() - (n / 7) * interval '1 second'
    FROM generate_series(1, ${rows}::int) AS n`;
  return caller;
}

async function exportAs(caller: Awaited<ReturnType<typeof userWith>>) {
  const exported = await exportOwnData(caller);
  if (!exported.ok) throw new Error(exported.errors[0].code);
  const chunks: string[] = [];
  for await (const chunk of exported.json) chunks.push(chunk);
  return { chunks, data: JSON.parse(chunks.join("")) };
}

test("an export contains every row, and reads at most 500 at a time", async () => {
  const { chunks, data } = await exportAs(await userWith(1_203));
  expect(data.verifications).toHaveLength(1_203);
  expect(data.activity).toHaveLength(1_203 + 2);
  expect(data.sessions).toHaveLength(1);
  expect(data).toMatchObject({ hasPassword: true, invitationsSent: [], memberships: [] });
  for (const chunk of chunks) expect(chunk.split('"createdAt"').length - 1).toBeLessThanOrEqual(500);
});

test("the activity omits the address of other actors", async () => {
  const { data } = await exportAs(await userWith(4));
  const revoked = data.activity.filter(({ type }: { type: string }) => type === "session.revoked");
  expect(revoked.map(({ ipAddress }: { ipAddress: string | null }) => ipAddress).sort()).toEqual([
    "192.0.2.1",
    "192.0.2.1",
    null,
    null,
  ]);
  expect(Object.keys(revoked[0])).not.toContain("actorId");
});

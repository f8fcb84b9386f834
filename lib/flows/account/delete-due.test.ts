import "@/lib/db/testing/own-database";
import { expect, test, vi } from "vitest";
import { database } from "@/lib/db/client";
import { findSession } from "@/lib/sessions/find";
import { createTestUser, signInAs, type TestUser } from "../testing/user";
import { eraseDueAccounts } from "./delete-due";
import { requestDeletion } from "./request-deletion";

vi.hoisted(() => {
  process.env.INBOX = "on";
});

const PASSWORD = "violet otter mends lanterns";

async function leaving(): Promise<TestUser> {
  const person = await createTestUser(PASSWORD);
  expect(await requestDeletion(await signInAs(person, PASSWORD))).toEqual({ ok: true });
  return person;
}

/** Ends the grace period of a user now. */
async function outwait({ id }: TestUser): Promise<void> {
  const db = await database();
  await db.$executeRaw`UPDATE "User" SET "deletionDueAt" = now() WHERE id = ${id}::uuid`;
}

async function isThere({ id }: TestUser): Promise<boolean> {
  return (await (await database()).user.count({ where: { id } })) > 0;
}

async function templatesTo({ address }: TestUser): Promise<string[]> {
  const db = await database();
  const messages = await db.outboxMessage.findMany({ where: { recipient: address, endedAt: null } });
  return messages.map(({ template }) => template).sort();
}

test("deletes each account once, when its grace period has ended, and notifies its address", async () => {
  const [gone, staying] = [await leaving(), await leaving()];
  expect(await eraseDueAccounts()).toBe(0);
  await outwait(gone);
  const erased = await Promise.all([eraseDueAccounts(), eraseDueAccounts()]);
  expect(erased.reduce((sum, count) => sum + count)).toBe(1);
  expect([await isThere(gone), await isThere(staying)]).toEqual([false, true]);
  expect(await templatesTo(gone)).toEqual(["account-deleted"]);
  expect(await templatesTo(staying)).toEqual(["deletion-requested", "new-device"]);
});

test("a deletion request revokes every session and every trusted device immediately", async () => {
  const person = await createTestUser(PASSWORD);
  const [here, there] = [await signInAs(person, PASSWORD), await signInAs(person, PASSWORD)];
  const db = await database();
  await db.$executeRaw`
    INSERT INTO "TrustedDevice" ("userId", "clientHash", "expiresAt")
    SELECT "userId", "clientHash", now() + interval '1 day' FROM "Session" WHERE "userId" = ${person.id}::uuid`;
  expect(await requestDeletion(here)).toEqual({ ok: true });
  for (const { sessionToken } of [here, there]) expect(await findSession(sessionToken ?? "")).toBeNull();
  expect(await db.trustedDevice.count({ where: { userId: person.id } })).toBe(0);
  expect(await requestDeletion(there)).toMatchObject({
    ok: false,
    errors: [{ code: "authentication_invalid" }],
  });
});

test("signing in cancels the deletion, even when it is due", async () => {
  const person = await leaving();
  await outwait(person);
  const { sessionToken } = await signInAs(person, PASSWORD);
  expect(await eraseDueAccounts()).toBe(0);
  expect(await findSession(sessionToken ?? "")).toMatchObject({ status: "active" });
  expect(await templatesTo(person)).toEqual([
    "account-changed",
    "deletion-requested",
    "new-device",
    "new-device",
  ]);
});

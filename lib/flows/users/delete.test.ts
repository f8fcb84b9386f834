import "@/lib/db/testing/own-database";
import { expect, test, vi } from "vitest";
import type { Actor } from "@/lib/audit";
import { database } from "@/lib/db/client";
import { findSession } from "@/lib/sessions/find";
import { attemptFirstFactor } from "../sign-in/attempt-first-factor";
import { createSignIn } from "../sign-in/create";
import { codeSentFor, createTestUser, makeCaller, signInAs } from "../testing/user";
import { deleteUser } from "./delete";

vi.hoisted(() => {
  process.env.INBOX = "on";
});

const PASSWORD = "violet otter mends lanterns";
const { metadata } = makeCaller();
const BACK_OFFICE: Actor = { by: "secret_key", userId: null, metadata };
const THEMSELVES = (userId: string): Actor => ({ by: "user", userId, metadata });

/** Lists the tables that contain one of the traces of a user. */
async function tablesThatName(traces: string[]): Promise<string[]> {
  const db = await database();
  const tables = await db.$queryRaw<{ name: string }[]>`
    SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'`;
  const named: string[] = [];
  for (const { name } of tables) {
    const rows = await db.$queryRawUnsafe<unknown[]>(
      `SELECT 1 FROM "${name}" t WHERE ${traces.map((_, index) => `t::text LIKE $${index + 1}`).join(" OR ")}`,
      ...traces.map((trace) => `%${trace}%`),
    );
    if (rows.length > 0) named.push(name);
  }
  return named.sort();
}

async function messageTo(recipient: string) {
  const db = await database();
  return db.outboxMessage.findFirstOrThrow({ where: { recipient } });
}

test("a deleted user remains only in the audit log and as the recipient of a suppressed message", async () => {
  const person = await createTestUser(PASSWORD, { totp: true });
  const caller = makeCaller();
  const reset = {
    identifier: person.address,
    strategy: "reset_password_email_code",
    redirectUrl: null,
  } as const;
  const begun = await createSignIn(reset, caller);
  if (!begun.ok) throw new Error("no attempt");
  const { signInId } = begun;
  const code = await codeSentFor(signInId);
  expect((await messageTo(person.address)).endedAt).toBeNull();

  expect(await deleteUser(person.id, BACK_OFFICE)).toEqual({ ok: true });

  expect(await tablesThatName([person.id, person.address])).toEqual(["AuditEvent", "OutboxMessage"]);
  expect(await messageTo(person.address)).toMatchObject({
    status: "suppressed",
    sealedValues: null,
    endedAt: expect.any(Date),
  });
  const gone = { ok: false, errors: [{ code: "resource_not_found" }] };
  expect(await attemptFirstFactor({ signInId, code }, caller)).toMatchObject(gone);
  expect(await deleteUser(person.id, BACK_OFFICE)).toMatchObject(gone);
});

test("keeps a message to an address that the deleted user had not verified", async () => {
  const owner = await createTestUser(PASSWORD);
  const claimant = await createTestUser(PASSWORD);
  const db = await database();
  await db.emailAddress.create({ data: { userId: claimant.id, address: owner.address } });
  const reset = {
    identifier: owner.address,
    strategy: "reset_password_email_code",
    redirectUrl: null,
  } as const;
  expect(await createSignIn(reset, makeCaller())).toMatchObject({ ok: true });
  expect(await deleteUser(claimant.id, BACK_OFFICE)).toEqual({ ok: true });
  expect((await messageTo(owner.address)).endedAt).toBeNull();
});

test("revokes a session immediately", async () => {
  const person = await createTestUser(PASSWORD);
  const { sessionToken } = await signInAs(person, PASSWORD);
  expect(await findSession(sessionToken)).not.toBeNull();
  await deleteUser(person.id, THEMSELVES(person.id));
  expect(await findSession(sessionToken)).toBeNull();
});

import { rmSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { Actor } from "@/lib/audit";
import { closeDatabase, database, migrateDatabase } from "@/lib/db/client";
import type { OrganizationRole } from "@/lib/db/generated/enums";
import { findSession } from "@/lib/session/find";
import { attemptFirstFactor } from "../sign-in/attempt-first-factor";
import { createSignIn } from "../sign-in/create";
import { signInWithPassword } from "../sign-in/with-password";
import { codeSentFor, makeCaller, makePerson, type Person } from "../testing/person";
import { deleteUser } from "./delete";

const folder = await vi.hoisted(async () => {
  const { mkdtempSync } = await import("node:fs");
  process.env.DATA_DIR = mkdtempSync("/tmp/latchkey-delete-");
  process.env.INBOX = "on";
  return process.env.DATA_DIR;
});

const PASSWORD = "violet otter mends lanterns";
const { facts } = makeCaller();
const BACK_OFFICE: Actor = { by: "secret_key", userId: null, facts };
const THEMSELVES = (userId: string): Actor => ({ by: "user", userId, facts });

beforeAll(() => migrateDatabase());

afterAll(async () => {
  await closeDatabase();
  rmSync(folder, { recursive: true, force: true });
});

async function signIn({ address }: Person): Promise<string> {
  const attempt = { identifier: address, password: PASSWORD, redirectUrl: null };
  const came = await signInWithPassword(attempt, makeCaller());
  if (!came.ok || came.entry.status !== "complete") throw new Error("could not sign in");
  return came.entry.session.token;
}

type Four = [Person, Person, Person, Person];

/** Four people, of whom a test takes as many as it needs. */
const people = (): Promise<Four> =>
  Promise.all([makePerson(PASSWORD), makePerson(PASSWORD), makePerson(PASSWORD), makePerson(PASSWORD)]);

async function organizationWith(members: [Person, OrganizationRole][]): Promise<string> {
  const db = await database();
  const created = await db.organization.create({ data: { name: "Lanterns" } });
  for (const [index, [{ id: userId }, role]] of members.entries()) {
    const createdAt = new Date(Date.now() + index * 1000);
    await db.membership.create({ data: { organizationId: created.id, userId, role, createdAt } });
  }
  return created.id;
}

async function rolesIn(organizationId: string): Promise<Record<string, OrganizationRole>> {
  const db = await database();
  const members = await db.membership.findMany({ where: { organizationId } });
  return Object.fromEntries(members.map(({ userId, role }) => [userId, role]));
}

/** The tables in which something is found that names somebody. */
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

test("of somebody erased only the audit log knows, and the outbox that something was to go to them", async () => {
  const person = await makePerson(PASSWORD, { totp: true });
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

test("what was sent to an address that somebody only claimed still reaches whoever has it", async () => {
  const owner = await makePerson(PASSWORD);
  const claimant = await makePerson(PASSWORD);
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

test("a session is dead at once", async () => {
  const person = await makePerson(PASSWORD);
  const token = await signIn(person);
  expect(await findSession(token)).not.toBeNull();
  await deleteUser(person.id, THEMSELVES(person.id));
  expect(await findSession(token)).toBeNull();
});

describe("the organizations of somebody erased", () => {
  test("go too where nobody else is in them", async () => {
    const alone = await makePerson(PASSWORD);
    const organizationId = await organizationWith([[alone, "owner"]]);
    expect(await deleteUser(alone.id, THEMSELVES(alone.id))).toEqual({ ok: true });
    const db = await database();
    expect(await db.organization.findUnique({ where: { id: organizationId } })).toBeNull();
  });

  test("get the admin who has been there longest for an owner, or else such a member", async () => {
    const [owner, member, admin, later] = await people();
    const withAdmins = await organizationWith([
      [owner, "owner"],
      [member, "member"],
      [admin, "admin"],
      [later, "admin"],
    ]);
    const withMembers = await organizationWith([
      [owner, "owner"],
      [member, "member"],
      [later, "member"],
    ]);
    expect(await deleteUser(owner.id, BACK_OFFICE)).toEqual({ ok: true });
    const roles = { [member.id]: "member", [admin.id]: "owner", [later.id]: "admin" };
    expect(await rolesIn(withAdmins)).toEqual(roles);
    expect(await rolesIn(withMembers)).toEqual({ [member.id]: "owner", [later.id]: "member" });
  });

  test("keep their other owner", async () => {
    const [owner, member, other] = await people();
    const organizationId = await organizationWith([
      [owner, "owner"],
      [member, "member"],
      [other, "owner"],
    ]);
    expect(await deleteUser(owner.id, THEMSELVES(owner.id))).toEqual({ ok: true });
    expect(await rolesIn(organizationId)).toEqual({ [member.id]: "member", [other.id]: "owner" });
  });

  test("are named to an owner who asks themselves and would leave one without any; nothing changes", async () => {
    const [owner, member] = await people();
    const alone = await organizationWith([[owner, "owner"]]);
    const shared = await organizationWith([
      [owner, "owner"],
      [member, "member"],
    ]);
    const token = await signIn(owner);
    expect(await deleteUser(owner.id, THEMSELVES(owner.id))).toMatchObject({
      ok: false,
      errors: [
        {
          code: "organization_last_owner",
          words: { key: "would_have_no_owner", values: { name: "Lanterns" } },
          meta: { organizationId: shared },
        },
      ],
    });
    expect(await rolesIn(alone)).toEqual({ [owner.id]: "owner" });
    expect(await findSession(token)).not.toBeNull();
  });
});

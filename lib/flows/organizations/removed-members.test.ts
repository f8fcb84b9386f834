import "@/lib/db/testing/own-database";
import { randomBytes } from "node:crypto";
import { describe, expect, test, vi } from "vitest";
import type { Actor } from "@/lib/audit";
import { database } from "@/lib/db/client";
import type { OrganizationRole } from "@/lib/db/generated/enums";
import { findSession } from "@/lib/sessions/find";
import { createTestUser, makeCaller, signInAs, type TestUser } from "../testing/user";
import { deleteUser } from "../users/delete";
import { lockUser, unlockUser } from "../users/lock";
import { leaveAndDelete, leaveOrganization } from "./members";

vi.hoisted(() => {
  process.env.INBOX = "on";
});

const PASSWORD = "violet otter mends lanterns";
const { metadata } = makeCaller();
const BACK_OFFICE: Actor = { by: "secret_key", userId: null, metadata };
const THEMSELVES = (userId: string): Actor => ({ by: "user", userId, metadata });

type Four = [TestUser, TestUser, TestUser, TestUser];

/** Creates four users. Each test uses as many as it needs. */
const people = (): Promise<Four> =>
  Promise.all([
    createTestUser(PASSWORD),
    createTestUser(PASSWORD),
    createTestUser(PASSWORD),
    createTestUser(PASSWORD),
  ]);

async function organizationWith(members: [TestUser, OrganizationRole][]): Promise<string> {
  const db = await database();
  const created = await db.organization.create({ data: { name: "Lanterns" } });
  for (const [index, [{ id: userId }, role]] of members.entries()) {
    const createdAt = new Date(Date.now() + index * 1000);
    await db.membership.create({ data: { organizationId: created.id, userId, role, createdAt } });
  }
  return created.id;
}

const invitationTo = (organizationId: string, invitedById: string) => ({
  organizationId,
  emailAddress: "asked@people.example",
  role: "admin" as const,
  tokenHash: randomBytes(32),
  invitedById,
  expiresAt: new Date(Date.now() + 3_600_000),
});

async function rolesIn(organizationId: string): Promise<Record<string, OrganizationRole>> {
  const db = await database();
  const members = await db.membership.findMany({ where: { organizationId } });
  return Object.fromEntries(members.map(({ userId, role }) => [userId, role]));
}

describe("the organizations of a deleted user", () => {
  test("are deleted if they have no other members", async () => {
    const alone = await createTestUser(PASSWORD);
    const organizationId = await organizationWith([[alone, "owner"]]);
    expect(await deleteUser(alone.id, THEMSELVES(alone.id))).toEqual({ ok: true });
    const db = await database();
    expect(await db.organization.findUnique({ where: { id: organizationId } })).toBeNull();
  });

  test("are passed to the admin with the longest membership, or else to such a member", async () => {
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

  test("block a deletion requested by their only owner, with the organization in the error and no changes", async () => {
    const [owner, member] = await people();
    const alone = await organizationWith([[owner, "owner"]]);
    const shared = await organizationWith([
      [owner, "owner"],
      [member, "member"],
    ]);
    const { sessionToken } = await signInAs(owner, PASSWORD);
    expect(await deleteUser(owner.id, THEMSELVES(owner.id))).toMatchObject({
      ok: false,
      errors: [
        {
          code: "organization_last_owner",
          messageOverride: { key: "would_have_no_owner", values: { name: "Lanterns" } },
          meta: { organizationId: shared },
        },
      ],
    });
    expect(await rolesIn(alone)).toEqual({ [owner.id]: "owner" });
    expect(await findSession(sessionToken)).not.toBeNull();
  });
});

describe("the only member of an organization", () => {
  test("deletes it with its invitations by leaving, and no session has it active any more", async () => {
    const alone = await createTestUser(PASSWORD);
    const organizationId = await organizationWith([[alone, "owner"]]);
    const caller = await signInAs(alone, PASSWORD);
    const db = await database();
    await db.session.updateMany({ where: { userId: alone.id }, data: { organizationId } });
    await db.invitation.create({ data: invitationTo(organizationId, alone.id) });
    expect(await leaveOrganization(organizationId, caller)).toMatchObject({ ok: false });
    expect(await leaveAndDelete(organizationId, caller)).toEqual({ ok: true });
    expect(await db.organization.findUnique({ where: { id: organizationId } })).toBeNull();
    expect(await db.invitation.count({ where: { organizationId } })).toBe(0);
    const session = await db.session.findFirstOrThrow({ where: { userId: alone.id } });
    expect(session).toMatchObject({ organizationId: null });
    expect(await db.auditEvent.count({ where: { userId: alone.id, type: "organization.deleted" } })).toBe(1);
  });

  test("deletes nothing if another user has joined meanwhile", async () => {
    const [owner, member] = await people();
    const organizationId = await organizationWith([
      [owner, "owner"],
      [member, "member"],
    ]);
    expect(await leaveAndDelete(organizationId, await signInAs(owner, PASSWORD))).toMatchObject({
      errors: [{ code: "organization_last_owner" }],
    });
    expect(await leaveAndDelete(organizationId, await signInAs(member, PASSWORD))).toEqual({ ok: true });
    expect(await rolesIn(organizationId)).toEqual({ [owner.id]: "owner" });
  });
});

test("locking a user revokes the invitations they sent, and unlocking does not restore them", async () => {
  const { id } = await createTestUser(PASSWORD);
  const db = await database();
  const { id: organizationId } = await db.organization.create({
    data: { name: "Lanterns", memberships: { create: { userId: id, role: "owner" } } },
  });
  const invitation = await db.invitation.create({
    data: invitationTo(organizationId, id),
  });
  expect(await lockUser(id, BACK_OFFICE)).toEqual({ ok: true });
  expect(await unlockUser(id, BACK_OFFICE)).toEqual({ ok: true });
  const { revokedAt } = await db.invitation.findUniqueOrThrow({ where: { id: invitation.id } });
  expect(revokedAt).not.toBeNull();
});

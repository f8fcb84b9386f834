import "@/lib/db/testing/own-database";
import { expect, test } from "vitest";
import { database } from "@/lib/db/client";
import type { OrganizationRole } from "@/lib/db/generated/enums";
import type { Result } from "@/lib/errors";
import type { Caller } from "../caller";
import { createTestUser, signInAs, type TestUser } from "../testing/user";
import { changeMemberRole, leaveOrganization, type MemberRef, removeMember } from "./members";

const PASSWORD = "violet otter mends lanterns";

async function organizationOf(...members: [TestUser, OrganizationRole][]) {
  const db = await database();
  const { id: organizationId } = await db.organization.create({ data: { name: "Lanterns" } });
  const memberIds: string[] = [];
  for (const [{ id: userId }, role] of members) {
    memberIds.push((await db.membership.create({ data: { organizationId, userId, role } })).id);
  }
  return { organizationId, memberIds: memberIds as [string, string] };
}

/** The actions by which an owner can give up their own role. */
const WAYS_DOWN: Record<string, (member: MemberRef, caller: Caller) => Promise<Result>> = {
  "becomes an admin": (of, caller) => changeMemberRole({ ...of, role: "admin" }, caller),
  "becomes a member": (of, caller) => changeMemberRole({ ...of, role: "member" }, caller),
  "is removed": (of, caller) => removeMember(of, caller),
  leaves: ({ organizationId }, caller) => leaveOrganization(organizationId, caller),
};

test.each(Object.entries(WAYS_DOWN))(
  "the last owner remains the owner, and one of two owners %s",
  async (_name, goDown) => {
    const [owner, other] = [await createTestUser(PASSWORD), await createTestUser(PASSWORD)];
    const caller = await signInAs(owner, PASSWORD);
    const { organizationId, memberIds } = await organizationOf([owner, "owner"], [other, "admin"]);
    const of = { organizationId, memberId: memberIds[0] };
    expect(await goDown(of, caller)).toMatchObject({ errors: [{ code: "organization_last_owner" }] });
    const db = await database();
    const owners = () => db.membership.count({ where: { organizationId, role: "owner" } });
    expect(await owners()).toBe(1);
    await db.membership.update({ where: { id: memberIds[1] }, data: { role: "owner" } });
    expect(await goDown(of, caller)).toMatchObject({ ok: true });
    expect(await owners()).toBe(1);
  },
);

import "@/lib/db/testing/own-database";
import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { database } from "@/lib/db/client";
import { createTestUser, signInAs } from "../testing/user";
import { inviteMember } from "./invite";
import { removeMember } from "./members";

const PASSWORD = "violet otter mends lanterns";

/** Creates a signed-in user, and an organization with an owner. The user is a plain member of it or not a member. */
async function makeStage(isMember: boolean) {
  const db = await database();
  const [person, owner] = [await createTestUser(PASSWORD), await createTestUser(PASSWORD)];
  const { id: organizationId } = await db.organization.create({ data: { name: "Lanterns" } });
  const { id: memberId } = await db.membership.create({
    data: { organizationId, userId: owner.id, role: "owner" },
  });
  if (isMember) await db.membership.create({ data: { organizationId, userId: person.id, role: "member" } });
  return { userId: person.id, caller: await signInAs(person, PASSWORD), organizationId, memberId };
}

const refusalsOf = async (userId: string) =>
  (await database()).auditEvent.findMany({ where: { userId, type: "access.refused", outcome: "failure" } });

test("rejects and logs an action that the role does not allow", async () => {
  const { userId, caller, organizationId, memberId } = await makeStage(true);
  const removed = await removeMember({ organizationId, memberId }, caller);
  expect(removed).toMatchObject({ ok: false, errors: [{ code: "organization_role_insufficient" }] });
  const emailAddress = `${randomUUID()}@people.example`;
  const invited = await inviteMember({ organizationId, emailAddress, role: "member" }, caller);
  expect(invited).toMatchObject({ ok: false, errors: [{ code: "organization_role_insufficient" }] });
  const refusals = await refusalsOf(userId);
  expect(refusals.map(({ details }) => details)).toEqual([{ organizationId }, { organizationId }]);
});

test("rejects and logs an action in an organization of other users", async () => {
  const { userId, caller, organizationId, memberId } = await makeStage(false);
  const removed = await removeMember({ organizationId, memberId }, caller);
  expect(removed).toMatchObject({ ok: false, errors: [{ code: "resource_not_found" }] });
  expect(await refusalsOf(userId)).toMatchObject([{ details: { organizationId } }]);
});

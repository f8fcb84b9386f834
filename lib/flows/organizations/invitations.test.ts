import "@/lib/db/testing/own-database";
import { randomBytes } from "node:crypto";
import { describe, expect, test } from "vitest";
import { database } from "@/lib/db/client";
import { createTestUser, signInAs, type TestUser } from "../testing/user";
import { switchOrganization } from "./active-organization";
import { acceptInvitation, declineInvitation } from "./respond-to-invitation";

const PASSWORD = "violet otter mends lanterns";

async function invitationFor({ address: emailAddress }: TestUser, change: object = {}) {
  const db = await database();
  const owner = await createTestUser(PASSWORD);
  const organization = await db.organization.create({
    data: { name: "Lanterns", memberships: { create: { userId: owner.id, role: "owner" } } },
  });
  return db.invitation.create({
    data: {
      organizationId: organization.id,
      emailAddress,
      role: "admin",
      tokenHash: randomBytes(32),
      invitedById: owner.id,
      expiresAt: new Date(Date.now() + 3_600_000),
      ...change,
    },
  });
}

describe.each([
  ["accept", acceptInvitation],
  ["decline", declineInvitation],
])("to %s", (_name, answer) => {
  test("an invitation works once, for the user who has verified the invited address", async () => {
    const [person, other] = [await createTestUser(PASSWORD), await createTestUser(PASSWORD)];
    const { id } = await invitationFor(person);
    const db = await database();
    await db.emailAddress.create({ data: { userId: other.id, address: person.address } });
    const stranger = await signInAs(other, PASSWORD);
    expect(await answer(id, stranger)).toMatchObject({ errors: [{ code: "resource_not_found" }] });
    const addressee = await signInAs(person, PASSWORD);
    expect((await answer(id, addressee)).ok).toBe(true);
    expect(await answer(id, addressee)).toMatchObject({ errors: [{ code: "client_state_invalid" }] });
  });

  test.each([
    ["it is revoked", { revokedAt: new Date() }],
    ["it has expired", { expiresAt: new Date(0) }],
    ["it is declined", { declinedAt: new Date() }],
    ["it is accepted", { acceptedAt: new Date() }],
  ])("an invitation is rejected once %s", async (_what, change) => {
    const person = await createTestUser(PASSWORD);
    const caller = await signInAs(person, PASSWORD);
    const { id, organizationId } = await invitationFor(person, change);
    expect((await answer(id, caller)).ok).toBe(false);
    const db = await database();
    expect(await db.membership.count({ where: { organizationId, userId: person.id } })).toBe(0);
  });
});

test("a session can only activate an organization of its user", async () => {
  const person = await createTestUser(PASSWORD);
  const caller = await signInAs(person, PASSWORD);
  const { organizationId } = await invitationFor(person);
  expect((await switchOrganization(organizationId, caller)).ok).toBe(false);
  const db = await database();
  await db.membership.create({ data: { organizationId, userId: person.id, role: "member" } });
  expect((await switchOrganization(organizationId, caller)).ok).toBe(true);
});

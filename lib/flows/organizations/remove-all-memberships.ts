import { type Actor, recordActorEvent } from "@/lib/audit";
import type { Db } from "@/lib/db/client";
import type { OrganizationRole } from "@/lib/db/generated/enums";
import { failure, type Result } from "@/lib/errors";
import { revokeInvitationsTo } from "./invitation-row";
import { ORGANIZATION_ROLES } from "./roles";
import { lockOrganization } from "./with-organization";

type Member = { id: string; userId: string; role: OrganizationRole };

/** An organization somebody is taken out of, with who else is in it, the first in line to own it first. */
type Leaving = { organizationId: string; name: string; own: Member; others: Member[] };

/**
 * Takes a user who is being erased out of every organization. One that nobody else is in is deleted. One that would be
 * left without an owner gets the admin, or else the member, who has been in it longest; but if the user asks themselves,
 * they are told to name one first.
 *
 * @param tx the transaction that holds the user's row, so that they join nothing meanwhile
 * @returns nothing more; or `organization_last_owner`, with nothing changed
 */
export async function removeAllMemberships(tx: Db, userId: string, actor: Actor): Promise<Result> {
  const leaving = await lockOrganizationsOf(tx, userId);
  const stranded = leaving.find((left) => left.others.length > 0 && needsOwner(left));
  if (stranded && actor.by === "user") {
    const messageOverride = { key: "would_have_no_owner", values: { name: stranded.name } } as const;
    return failure("organization_last_owner", { organizationId: stranded.organizationId }, messageOverride);
  }
  for (const left of leaving) await giveUp(tx, left, actor);
  return { ok: true };
}

/** Always in the same order, so that two who share organizations do not wait for each other. */
async function lockOrganizationsOf(tx: Db, userId: string): Promise<Leaving[]> {
  const known = await tx.membership.findMany({ where: { userId }, orderBy: { organizationId: "asc" } });
  for (const { organizationId } of known) await lockOrganization(tx, organizationId);
  const held = await tx.organization.findMany({
    where: { memberships: { some: { userId } } },
    include: { memberships: { orderBy: [{ createdAt: "asc" }, { id: "asc" }] } },
  });
  return held.flatMap(({ id: organizationId, name, memberships }) => {
    const own = memberships.find((member) => member.userId === userId);
    const others = ORGANIZATION_ROLES.flatMap((role) =>
      memberships.filter((member) => member !== own && member.role === role),
    );
    return own ? [{ organizationId, name, own, others }] : [];
  });
}

function needsOwner({ own, others }: Leaving): boolean {
  return own.role === "owner" && others[0]?.role !== "owner";
}

async function giveUp(tx: Db, left: Leaving, actor: Actor): Promise<void> {
  const { organizationId, own, others } = left;
  const { userId } = own;
  const [successor] = others;
  if (successor === undefined) {
    await tx.organization.delete({ where: { id: organizationId } });
    await recordActorEvent(tx, actor, { type: "organization.deleted", userId, details: { organizationId } });
    return;
  }
  await revokeInvitationsTo(tx, { organizationId, userId, role: null }, actor);
  await tx.membership.delete({ where: { id: own.id } });
  await recordActorEvent(tx, actor, { type: "organization.left", userId, details: { organizationId } });
  if (needsOwner(left)) await makeOwner(tx, organizationId, successor, actor);
}

async function makeOwner(tx: Db, organizationId: string, { id, userId, role }: Member, actor: Actor) {
  await tx.membership.update({ where: { id }, data: { role: "owner" } });
  const details = { organizationId, from: role, to: "owner" };
  await recordActorEvent(tx, actor, { type: "organization.role_changed", userId, details });
}

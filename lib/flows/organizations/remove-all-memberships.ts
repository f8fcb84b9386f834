import { type Actor, recordActorEvent } from "@/lib/audit";
import type { Db } from "@/lib/db/client";
import type { OrganizationRole } from "@/lib/db/generated/enums";
import { failure, type Result } from "@/lib/errors";
import { revokeInvitationsTo } from "./invitation";
import { ORGANIZATION_ROLES } from "./roles";
import { lockOrganization } from "./with-organization";

type Member = { id: string; userId: string; role: OrganizationRole };

/** An organization that a user is removed from, with its other members, the first candidate for its ownership first. */
type Leaving = { organizationId: string; name: string; own: Member; others: Member[] };

/**
 * Removes a user who is being deleted from every organization. Deletes organizations without other members. An
 * organization that would have no owner is passed to the admin with the longest membership, or else to such a member.
 * If the user requested the deletion, it is rejected instead until they name a new owner.
 *
 * @param tx the transaction that locks the user's row, so that the user joins no organization meanwhile
 * @returns nothing; or `organization_last_owner`, without any change
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

/**
 * Locks the organizations of a user, always in the same order, to avoid deadlocks between users who share
 * organizations.
 */
async function lockOrganizationsOf(tx: Db, userId: string): Promise<Leaving[]> {
  const known = await tx.membership.findMany({ where: { userId }, orderBy: { organizationId: "asc" } });
  for (const { organizationId } of known) await lockOrganization(tx, organizationId);
  const member = await tx.organization.findMany({
    where: { memberships: { some: { userId } } },
    include: { memberships: { orderBy: [{ createdAt: "asc" }, { id: "asc" }] } },
  });
  return member.flatMap(({ id: organizationId, name, memberships }) => {
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

/** Lists the organizations that have other members, but no owner other than this user. */
export async function organizationsLeftWithoutOwner(
  db: Db,
  userId: string,
): Promise<{ id: string; name: string }[]> {
  return db.$queryRaw<{ id: string; name: string }[]>`
    SELECT o.id, o.name FROM "Organization" o
    JOIN "Membership" own ON own."organizationId" = o.id AND own."userId" = ${userId}::uuid AND own.role = 'owner'
    JOIN "Membership" other ON other."organizationId" = o.id AND other."userId" <> own."userId"
    GROUP BY o.id, o.name HAVING bool_and(other.role <> 'owner')
    ORDER BY o.name, o.id`;
}

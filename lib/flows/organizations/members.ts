import { recordEvent } from "@/lib/audit";
import { config } from "@/lib/config";
import type { Db } from "@/lib/db/client";
import type { OrganizationRole } from "@/lib/db/generated/enums";
import { failure, type Result } from "@/lib/errors";
import { emitSessionsPending } from "@/lib/sessions/events";
import type { Caller } from "../caller";
import { revokeInvitationsTo } from "./invitation";
import { canChangeRole, canRemove } from "./roles";
import { type MemberContext, organizationNotFound, withOrganizationLock } from "./with-organization";

/** A member of an organization. */
export type MemberRef = { organizationId: string; memberId: string };

/** A removed member, as the list of members showed them. */
export type RemovedMember = { name: string | null; emailAddress: string | null };

type Member = { id: string; userId: string; role: OrganizationRole };

/**
 * Changes the role of a member. The new role applies from the member's next request. Revokes the member's open
 * invitations to roles that the member may no longer invite to.
 *
 * @returns nothing; or `resource_not_found` for a user who is not a member, `organization_role_insufficient`,
 *   `organization_last_owner`, `authentication_invalid`, `session_pending`
 */
export function changeMemberRole(
  { organizationId, memberId, role }: MemberRef & { role: OrganizationRole },
  caller: Caller,
): Promise<Result> {
  return withOrganizationLock(organizationId, caller, async (tx, actor): Promise<Result> => {
    const member = await findMember(tx, actor, memberId);
    if (member === null) return organizationNotFound();
    const change = { from: member.role, to: role, isSelf: member.userId === actor.userId };
    if (!canChangeRole(actor.role, change)) return failure("organization_role_insufficient");
    if (role === member.role) return { ok: true };
    if (await isLastOwner(tx, actor, member)) return failure("organization_last_owner");
    await tx.membership.update({ where: { id: member.id }, data: { role } });
    await revokeInvitationsTo(tx, { organizationId, userId: member.userId, role }, caller);
    await recordEvent(tx, caller.metadata, {
      type: "organization.role_changed",
      outcome: "success",
      userId: member.userId,
      actorId: actor.userId,
      details: { organizationId, from: member.role, to: role },
    });
    return { ok: true };
  });
}

/**
 * Removes a member from an organization. The removal applies from the member's next request.
 *
 * @returns the name and the primary address of the removed user; or the errors of `changeMemberRole`
 */
export function removeMember(
  { organizationId, memberId }: MemberRef,
  caller: Caller,
): Promise<Result<RemovedMember>> {
  return withOrganizationLock(organizationId, caller, async (tx, actor) => {
    const member = await findMember(tx, actor, memberId);
    if (member === null) return organizationNotFound();
    if (!canRemove(actor.role, member.role)) return failure("organization_role_insufficient");
    const { user } = await tx.membership.findUniqueOrThrow({
      where: { id: member.id },
      select: {
        user: {
          select: { name: true, emailAddresses: { where: { isPrimary: true }, select: { address: true } } },
        },
      },
    });
    const removed = await removeMembership(tx, actor, member, "organization.member_removed", caller);
    const emailAddress = user.emailAddresses[0]?.address ?? null;
    return removed.ok ? { ...removed, name: user.name, emailAddress } : removed;
  });
}

/**
 * Removes the caller from an organization.
 *
 * @returns nothing; or `organization_last_owner`, `resource_not_found`, `authentication_invalid`, `session_pending`
 */
export function leaveOrganization(organizationId: string, caller: Caller): Promise<Result> {
  return withOrganizationLock(organizationId, caller, async (tx, actor) => {
    const own = await tx.membership.findUniqueOrThrow({
      where: { organizationId_userId: { organizationId, userId: actor.userId } },
    });
    return removeMembership(tx, actor, own, "organization.left", caller);
  });
}

/**
 * Removes the caller from an organization, and deletes it with its invitations if the caller is its only member. If
 * another user has joined meanwhile, the caller leaves and the organization remains.
 *
 * @returns nothing; or the errors of `leaveOrganization`
 */
export function leaveAndDelete(organizationId: string, caller: Caller): Promise<Result> {
  return withOrganizationLock(organizationId, caller, async (tx, actor) => {
    const members = await tx.membership.findMany({ where: { organizationId } });
    const [own] = members.filter(({ userId }) => userId === actor.userId);
    if (own === undefined) return organizationNotFound();
    if (members.length > 1) return removeMembership(tx, actor, own, "organization.left", caller);
    await deleteWithOnlyMember(tx, actor, own, caller);
    return { ok: true };
  });
}

/**
 * Deletes an organization with its invitations. The caller must be its owner and its only member.
 *
 * @returns nothing; or `organization_role_insufficient`, `client_state_invalid` for an organization with other members,
 *   `resource_not_found`, `authentication_invalid`, `session_pending`
 */
export function deleteOrganization(organizationId: string, caller: Caller): Promise<Result> {
  return withOrganizationLock(organizationId, caller, async (tx, actor): Promise<Result> => {
    if (actor.role !== "owner") return failure("organization_role_insufficient");
    const [own, ...others] = await tx.membership.findMany({ where: { organizationId } });
    if (own === undefined || others.length > 0) {
      return failure("client_state_invalid", {}, { key: "organization_has_members" });
    }
    await deleteWithOnlyMember(tx, actor, own, caller);
    return { ok: true };
  });
}

async function deleteWithOnlyMember(
  tx: Db,
  actor: MemberContext,
  own: Member,
  caller: Caller,
): Promise<void> {
  const { organizationId, userId } = actor;
  await endMembership(tx, actor, own);
  await tx.organization.delete({ where: { id: organizationId } });
  await recordEvent(tx, caller.metadata, {
    type: "organization.deleted",
    outcome: "success",
    userId,
    details: { organizationId },
  });
}

function findMember(tx: Db, { organizationId }: MemberContext, memberId: string): Promise<Member | null> {
  return tx.membership.findFirst({ where: { id: memberId, organizationId } });
}

async function isLastOwner(tx: Db, { organizationId }: MemberContext, member: Member): Promise<boolean> {
  if (member.role !== "owner") return false;
  const others = { organizationId, role: "owner" as const, id: { not: member.id } };
  return (await tx.membership.count({ where: others })) === 0;
}

async function removeMembership(
  tx: Db,
  actor: MemberContext,
  member: Member,
  type: "organization.member_removed" | "organization.left",
  caller: Caller,
): Promise<Result> {
  const { organizationId, userId: actorId } = actor;
  const { userId } = member;
  if (await isLastOwner(tx, actor, member)) return failure("organization_last_owner");
  await endMembership(tx, actor, member);
  await revokeInvitationsTo(tx, { organizationId, userId, role: null }, caller);
  await recordEvent(tx, caller.metadata, {
    type,
    outcome: "success",
    userId,
    actorId,
    details: { organizationId },
  });
  return { ok: true };
}

/** Deletes a membership. Clears the organization from the member's sessions in which it is active. */
async function endMembership(
  tx: Db,
  { organizationId }: MemberContext,
  { id, userId }: Member,
): Promise<void> {
  await tx.membership.delete({ where: { id } });
  await tx.$executeRaw`
    UPDATE "Session" SET "organizationId" = NULL
    WHERE "userId" = ${userId}::uuid AND "organizationId" = ${organizationId}::uuid`;
  if (config().tasks.required["choose-organization"]) await emitSessionsPending(tx, userId);
}

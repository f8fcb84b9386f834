import type { OrganizationRole } from "@/lib/db/generated/enums";

export type { OrganizationRole };

/** The roles in an organization, the most powerful first. */
export const ORGANIZATION_ROLES = ["owner", "admin", "member"] as const satisfies OrganizationRole[];

const isBelow = (role: OrganizationRole, other: OrganizationRole) =>
  ORGANIZATION_ROLES.indexOf(role) > ORGANIZATION_ROLES.indexOf(other);

/**
 * Whether an actor manages the members of a role. Owners manage every role, admins the roles below their own, members
 * no role.
 */
function reaches(actor: OrganizationRole, role: OrganizationRole): boolean {
  return actor === "owner" || (actor === "admin" && isBelow(role, actor));
}

/** Whether an actor may invite users at all. */
export function canInvite(actor: OrganizationRole): boolean {
  return actor !== "member";
}

/** Whether an actor may invite users to a role, and revoke such an invitation. */
export function canInviteAs(actor: OrganizationRole, role: OrganizationRole): boolean {
  return reaches(actor, role);
}

/** Whether an actor may remove a member with a role. */
export function canRemove(actor: OrganizationRole, role: OrganizationRole): boolean {
  return reaches(actor, role);
}

/** Whether an actor may change the role of a member. Every member may lower their own role, but not raise it. */
export function canChangeRole(
  actor: OrganizationRole,
  { from, to, isSelf }: { from: OrganizationRole; to: OrganizationRole; isSelf: boolean },
): boolean {
  return isSelf ? from === to || isBelow(to, from) : reaches(actor, from) && reaches(actor, to);
}

import type { OrganizationRole } from "@/lib/db/generated/enums";

export type { OrganizationRole };

/** What somebody may be in an organization, the most powerful first. */
export const ORGANIZATION_ROLES = ["owner", "admin", "member"] as const satisfies OrganizationRole[];

const isBelow = (role: OrganizationRole, other: OrganizationRole) =>
  ORGANIZATION_ROLES.indexOf(role) > ORGANIZATION_ROLES.indexOf(other);

/** Owners may do everything, admins what concerns those below them, members nothing. */
function reaches(actor: OrganizationRole, role: OrganizationRole): boolean {
  return actor === "owner" || (actor === "admin" && isBelow(role, actor));
}

/** Whether somebody may ask others to join at all. */
export function canInvite(actor: OrganizationRole): boolean {
  return actor !== "member";
}

/** Whether somebody may ask another one to join in a role, and take that back. */
export function canInviteAs(actor: OrganizationRole, role: OrganizationRole): boolean {
  return reaches(actor, role);
}

/** Whether somebody may take a member of a role out of the organization. */
export function canRemove(actor: OrganizationRole, role: OrganizationRole): boolean {
  return reaches(actor, role);
}

/** Whether somebody may change a member's role. Everybody may step down, nobody raises themselves. */
export function canChangeRole(
  actor: OrganizationRole,
  { from, to, isSelf }: { from: OrganizationRole; to: OrganizationRole; isSelf: boolean },
): boolean {
  return isSelf ? from === to || isBelow(to, from) : reaches(actor, from) && reaches(actor, to);
}

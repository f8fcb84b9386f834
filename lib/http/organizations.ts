import { cookies } from "next/headers";
import { z } from "zod";
import { type InvitationView, readInvitation } from "@/lib/flows/organizations/invitation";
import { type OrganizationView, readOrganization } from "@/lib/flows/organizations/read";
import { ORGANIZATION_ROLES, type OrganizationRole } from "@/lib/flows/organizations/roles";
import { invitationCookieName } from "./cookies";
import { getTranslations } from "./locale";

export const organizationRoleField = z.enum(ORGANIZATION_ROLES);

/** Returns roles as the options of a select field. */
export async function roleOptions(roles: OrganizationRole[]): Promise<{ value: string; label: string }[]> {
  const t = await getTranslations("organizations.roles");
  return roles.map((role) => ({ value: role, label: t(role) }));
}

/**
 * Reads the organization of a page's path, for one of its members.
 *
 * @returns `null` if the organization does not exist or the user is not a member
 */
export async function organizationView(id: string, userId: string): Promise<OrganizationView | null> {
  const parsed = z.uuid().safeParse(id);
  return parsed.success ? readOrganization(parsed.data, userId) : null;
}

/**
 * Reads the invitation that this browser opened most recently.
 *
 * @param userId the signed-in user, or `null`
 */
export async function invitationView(userId: string | null): Promise<InvitationView> {
  const token = (await cookies()).get(invitationCookieName())?.value ?? null;
  return token === null ? { state: "unknown" } : readInvitation(token, userId);
}

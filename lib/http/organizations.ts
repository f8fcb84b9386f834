import { cookies } from "next/headers";
import { z } from "zod";
import { type OrganizationView, readOrganization } from "@/lib/flows/organizations/read";
import { type InvitationView, readInvitation } from "@/lib/flows/organizations/read-invitation";
import { ORGANIZATION_ROLES, type OrganizationRole } from "@/lib/flows/organizations/roles";
import { invitationCookieName } from "./cookies";
import { getTranslations } from "./locale";

/** What somebody may be in an organization. */
export const organizationRoleField = z.enum(ORGANIZATION_ROLES);

/** A choice of roles, as a list offers it. */
export async function roleOptions(roles: OrganizationRole[]): Promise<{ value: string; label: string }[]> {
  const t = await getTranslations("organizations.roles");
  return roles.map((role) => ({ value: role, label: t(role) }));
}

/**
 * The organization of a page's path, for one of its members.
 *
 * @returns `null` for one that is somebody else's, or none at all
 */
export async function organizationView(id: string, userId: string): Promise<OrganizationView | null> {
  const parsed = z.uuid().safeParse(id);
  return parsed.success ? readOrganization(parsed.data, userId) : null;
}

/**
 * What the invitation stands for that this browser has opened.
 *
 * @param userId who looks, or `null` for somebody who is signed out
 */
export async function invitationView(userId: string | null): Promise<InvitationView> {
  const token = (await cookies()).get(invitationCookieName())?.value ?? null;
  return token === null ? { state: "unknown" } : readInvitation(token, userId);
}

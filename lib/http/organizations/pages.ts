import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { z } from "zod";
import { config } from "@/lib/config";
import { type InvitationView, readInvitation } from "@/lib/flows/organizations/invitation";
import { type OrganizationView, readOrganization } from "@/lib/flows/organizations/read";
import type { OrganizationRole } from "@/lib/flows/organizations/roles";
import type { CurrentSession } from "@/lib/sessions/find";
import { taskPathWithRedirect } from "../access";
import { cookieName } from "../cookies";
import { currentSession } from "../guard";
import { getTranslations } from "../locale";

/** The cookie with the token of an invitation, which `lib/http/feature-pages.ts` assigns to its page. */
export const INVITATION_COOKIE = "invitation";

/** Whether every user must choose an organization. */
export function isOrganizationRequired(): boolean {
  return config().tasks.required["choose-organization"] === true;
}

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
  const token = (await cookies()).get(cookieName(INVITATION_COOKIE))?.value ?? null;
  return token === null ? { state: "unknown" } : readInvitation(token, userId);
}

/**
 * Returns the session, or `null`, for a page that needs no session and can complete the task `choose-organization`.
 * Redirects to the next task of the session if it is another one.
 *
 * @param returnTo the path to return to
 */
export async function getSessionForInvitationPage(returnTo: string): Promise<CurrentSession | null> {
  const session = await currentSession();
  const [next] = session?.tasks ?? [];
  if (next !== undefined && next !== "choose-organization") redirect(taskPathWithRedirect(next, returnTo));
  return session;
}

import { failure, type Result } from "@/lib/errors";
import type { CurrentSession } from "@/lib/sessions/find";
import type { NewSession } from "@/lib/sessions/sessions";
import { getActiveSession } from "../active-session";
import type { Caller } from "../caller";
import { switchOrganization } from "./active-organization";
import { type OrganizationChoice, resolveChooseOrganization } from "./choose-organization";
import { createOrganization } from "./create";
import { type OpenInvitation, openInvitationsTo } from "./invitation";
import {
  type OrganizationView,
  type OwnOrganization,
  organizationsOf,
  readOrganization,
  type SentInvitation,
} from "./read";
import { acceptInvitation } from "./respond-to-invitation";
import { canInvite } from "./roles";
import { sessionForChoice } from "./session-for-choice";
import { organizationNotFound } from "./with-organization";

/**
 * Lists the organizations of the caller.
 *
 * @returns the organizations, by name; or the errors of `sessionForChoice`
 */
export async function listOrganizations(
  caller: Caller,
): Promise<Result<{ organizations: OwnOrganization[] }>> {
  const found = await sessionForChoice(caller);
  return found.ok ? { ok: true, organizations: await organizationsOf(found.session.user.id) } : found;
}

/**
 * Lists the open invitations to the caller.
 *
 * @returns the invitations, newest first; or the errors of `sessionForChoice`
 */
export async function listOpenInvitations(
  caller: Caller,
): Promise<Result<{ invitations: OpenInvitation[] }>> {
  const found = await sessionForChoice(caller);
  return found.ok ? { ok: true, invitations: await openInvitationsTo(found.session.user.id) } : found;
}

/** An organization that has become the active one. `session` replaces a session that was pending for one. */
export type Entered = { organization: OwnOrganization; session: NewSession | null };

/**
 * Makes an organization the active one of the session: one of the user's, one with an invitation, or a new one. Also
 * completes the task of a session that is pending for an organization.
 *
 * @param choice its IDs are UUIDs, its name as typed
 * @returns the organization; or the errors of `sessionForChoice`, `createOrganization`, `switchOrganization` and
 *   `acceptInvitation`
 */
export async function enterOrganization(
  choice: OrganizationChoice,
  caller: Caller,
): Promise<Result<Entered>> {
  const found = await sessionForChoice(caller);
  if (!found.ok) return found;
  const entered = found.isPending
    ? await resolveChooseOrganization(choice, caller)
    : await enterWithActiveSession(choice, caller);
  if (!entered.ok) return entered;
  return conclude(found.session, entered);
}

async function enterWithActiveSession(
  choice: OrganizationChoice,
  caller: Caller,
): Promise<Result<{ organizationId: string; session: NewSession | null }>> {
  switch (choice.by) {
    case "creation": {
      const created = await createOrganization(choice, caller);
      return created.ok ? { ...created, session: null } : created;
    }
    case "invitation":
      return acceptInvitation(choice.invitationId, caller);
    case "membership": {
      const { organizationId } = choice;
      const switched = await switchOrganization(organizationId, caller);
      return switched.ok ? { ok: true, organizationId, session: null } : switched;
    }
  }
}

async function conclude(
  { user }: CurrentSession,
  { organizationId, session }: { organizationId: string; session: NewSession | null },
): Promise<Result<Entered>> {
  const own = await organizationsOf(user.id);
  const organization = own.find(({ id }) => id === organizationId);
  return organization ? { ok: true, organization, session } : organizationNotFound();
}

/**
 * Returns an organization of the caller, with its members.
 *
 * @param organizationId a UUID
 * @returns the organization; or `resource_not_found` if the caller is not a member, `authentication_invalid`,
 *   `session_pending`
 */
export async function getOrganization(
  organizationId: string,
  caller: Caller,
): Promise<Result<{ organization: OrganizationView }>> {
  const found = await getActiveSession(caller);
  if (!found.ok) return found;
  const organization = await readOrganization(organizationId, found.session.user.id);
  return organization === null ? organizationNotFound() : { ok: true, organization };
}

/**
 * Lists the open invitations of an organization.
 *
 * @returns the invitations, newest first; or `organization_role_insufficient` for a member who may not invite, or the
 *   errors of `getOrganization`
 */
export async function listSentInvitations(
  organizationId: string,
  caller: Caller,
): Promise<Result<{ invitations: SentInvitation[] }>> {
  const found = await getOrganization(organizationId, caller);
  if (!found.ok) return found;
  const { role, invitations } = found.organization;
  return canInvite(role) ? { ok: true, invitations } : failure("organization_role_insufficient");
}

import type { z } from "zod";
import type { Result } from "@/lib/errors";
import type { Caller } from "@/lib/flows/caller";
import { clearActiveOrganization } from "@/lib/flows/organizations/active-organization";
import type { OrganizationChoice } from "@/lib/flows/organizations/choose-organization";
import {
  type InvitationRef,
  inviteMember,
  resendInvitation,
  revokeInvitation,
} from "@/lib/flows/organizations/invite";
import {
  changeMemberRole,
  deleteOrganization,
  leaveOrganization,
  type MemberRef,
  removeMember,
} from "@/lib/flows/organizations/members";
import {
  enterOrganization,
  getOrganization,
  listOpenInvitations,
  listOrganizations,
  listSentInvitations,
} from "@/lib/flows/organizations/own-organizations";
import { declineInvitation } from "@/lib/flows/organizations/respond-to-invitation";
import type { OrganizationRole } from "@/lib/flows/organizations/roles";
import { organizationNotFound } from "@/lib/flows/organizations/with-organization";
import type { deletedSchema } from "../api/fields";
import type { ApiResponse } from "../api/route";
import { newSessionResponse, sessionResponse } from "../api/session";
import type { SessionResource } from "../session-resource";
import {
  type MemberResource,
  memberResource,
  type OrganizationResource,
  organizationResource,
  organizationWithMembersResource,
  type organizationWithMembersSchema,
  receivedInvitationResource,
  type receivedInvitationSchema,
  type SentInvitationResource,
  sentInvitationResource,
} from "./resources";

type Answer<Body extends object> = Promise<Result<ApiResponse<Body>>>;

type Deleted = z.output<typeof deletedSchema>;

/** Returns the organizations of the caller. */
export async function organizationsResponse(caller: Caller): Answer<{ data: OrganizationResource[] }> {
  const found = await listOrganizations(caller);
  return found.ok ? { ok: true, body: { data: found.organizations.map(organizationResource) } } : found;
}

/** Returns the open invitations to the caller. */
export async function receivedInvitationsResponse(
  caller: Caller,
): Answer<{ data: z.output<typeof receivedInvitationSchema>[] }> {
  const found = await listOpenInvitations(caller);
  return found.ok ? { ok: true, body: { data: found.invitations.map(receivedInvitationResource) } } : found;
}

/** Makes an organization the active one, and returns it. A pending session gets a new token. */
export async function enteredResponse(
  choice: OrganizationChoice,
  caller: Caller,
): Answer<OrganizationResource> {
  const entered = await enterOrganization(choice, caller);
  if (!entered.ok) return entered;
  const { organization, session } = entered;
  return { ok: true, body: organizationResource(organization), ...(session && { session }) };
}

/**
 * Switches to an organization of the caller and returns the session. A pending session gets a new token.
 *
 * @param organizationId a UUID, or `null` for none
 */
export async function switchedResponse(
  organizationId: string | null,
  caller: Caller,
): Answer<SessionResource> {
  if (organizationId === null) {
    const cleared = await clearActiveOrganization(caller);
    return cleared.ok ? sessionResponse(caller) : cleared;
  }
  const entered = await enterOrganization({ by: "membership", organizationId }, caller);
  if (!entered.ok) return entered;
  return entered.session ? newSessionResponse(entered.session, caller) : sessionResponse(caller);
}

/** Declines an invitation to the caller. */
export async function declinedResponse(
  invitationId: string,
  caller: Caller,
): Answer<{ id: string; status: "declined" }> {
  const declined = await declineInvitation(invitationId, caller);
  return declined.ok ? { ok: true, body: { id: invitationId, status: "declined" } } : declined;
}

/** Returns an organization with its members. */
export async function organizationResponse(
  organizationId: string,
  caller: Caller,
): Answer<z.output<typeof organizationWithMembersSchema>> {
  const found = await getOrganization(organizationId, caller);
  return found.ok ? { ok: true, body: organizationWithMembersResource(found.organization) } : found;
}

/** Removes the caller from an organization, and returns the session, which may now have another one or a task. */
export async function leftResponse(organizationId: string, caller: Caller): Answer<SessionResource> {
  const left = await leaveOrganization(organizationId, caller);
  return left.ok ? sessionResponse(caller) : left;
}

/** Deletes an organization of which the caller is the only member. */
export async function deletedOrganizationResponse(organizationId: string, caller: Caller): Answer<Deleted> {
  const deleted = await deleteOrganization(organizationId, caller);
  return deleted.ok ? { ok: true, body: { id: organizationId, deleted: true } } : deleted;
}

/** Returns the members of an organization. */
export async function membersResponse(
  organizationId: string,
  caller: Caller,
): Answer<{ data: MemberResource[] }> {
  const found = await getOrganization(organizationId, caller);
  return found.ok ? { ok: true, body: { data: found.organization.members.map(memberResource) } } : found;
}

/** Changes the role of a member, and returns the member. */
export async function changedMemberResponse(
  change: MemberRef & { role: OrganizationRole },
  caller: Caller,
): Answer<MemberResource> {
  const changed = await changeMemberRole(change, caller);
  if (!changed.ok) return changed;
  const found = await getOrganization(change.organizationId, caller);
  if (!found.ok) return found;
  const member = found.organization.members.find(({ memberId }) => memberId === change.memberId);
  return member ? { ok: true, body: memberResource(member) } : organizationNotFound();
}

/** Removes a member from an organization. */
export async function removedMemberResponse(ref: MemberRef, caller: Caller): Answer<Deleted> {
  const removed = await removeMember(ref, caller);
  return removed.ok ? { ok: true, body: { id: ref.memberId, deleted: true } } : removed;
}

/** Returns the open invitations of an organization. */
export async function sentInvitationsResponse(
  organizationId: string,
  caller: Caller,
): Answer<{ data: SentInvitationResource[] }> {
  const found = await listSentInvitations(organizationId, caller);
  return found.ok ? { ok: true, body: { data: found.invitations.map(sentInvitationResource) } } : found;
}

/** Invites an address to an organization, and returns the invitation. */
export async function invitedResponse(
  invited: { organizationId: string; emailAddress: string; role: OrganizationRole },
  caller: Caller,
): Answer<SentInvitationResource> {
  const sent = await inviteMember(invited, caller);
  return sent.ok ? sentInvitationResponse({ ...invited, ...sent }, caller) : sent;
}

/** Sends an invitation again, and returns the new one that replaces it. */
export async function resentInvitationResponse(
  ref: InvitationRef,
  caller: Caller,
): Answer<SentInvitationResource> {
  const sent = await resendInvitation(ref, caller);
  return sent.ok ? sentInvitationResponse({ ...ref, ...sent }, caller) : sent;
}

/** Revokes an invitation of an organization. */
export async function revokedInvitationResponse(ref: InvitationRef, caller: Caller): Answer<Deleted> {
  const revoked = await revokeInvitation(ref, caller);
  return revoked.ok ? { ok: true, body: { id: ref.invitationId, deleted: true } } : revoked;
}

async function sentInvitationResponse(
  { organizationId, invitationId }: InvitationRef,
  caller: Caller,
): Answer<SentInvitationResource> {
  const found = await listSentInvitations(organizationId, caller);
  if (!found.ok) return found;
  const sent = found.invitations.find((invitation) => invitation.invitationId === invitationId);
  return sent ? { ok: true, body: sentInvitationResource(sent) } : organizationNotFound();
}

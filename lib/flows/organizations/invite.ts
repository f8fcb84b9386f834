import { recordEvent } from "@/lib/audit";
import { type Db, database } from "@/lib/db/client";
import type { OrganizationRole } from "@/lib/db/generated/enums";
import { failure, type Result } from "@/lib/errors";
import { normalizeEmailAddress } from "@/lib/identifiers/email";
import { deliveryAvailable } from "@/lib/notifications/outbox";
import type { Caller } from "../caller";
import { checkRateLimits } from "../limits/check";
import { type Invitee, issueInvitation } from "./invitation";
import { invitationLimits } from "./limits";
import { canInvite, canInviteAs } from "./roles";
import { type MemberContext, organizationNotFound, withOrganizationLock } from "./with-organization";

/** An invitation of an organization. */
export type InvitationRef = { organizationId: string; invitationId: string };

/** The id of the invitation that was sent. */
type Sent = { invitationId: string };

type Invited = (tx: Db, member: MemberContext) => Promise<Result<{ invitee: Invitee }>>;

/**
 * Invites an email address to join an organization. The result does not reveal whether the address has an account.
 *
 * @param input the address as typed, and the role of the future member
 * @returns the invitation; or `form_param_format_invalid`, `organization_role_insufficient`, `resource_not_found`,
 *   `too_many_requests`, `delivery_unavailable`, `authentication_invalid`, `session_pending`
 */
export function inviteMember(
  input: { organizationId: string; emailAddress: string; role: OrganizationRole },
  caller: Caller,
): Promise<Result<Sent>> {
  return send(input.organizationId, caller, async (_tx, { role }) => {
    if (!canInviteAs(role, input.role)) return failure("organization_role_insufficient");
    const emailAddress = normalizeEmailAddress(input.emailAddress);
    if (emailAddress === null) return failure("form_param_format_invalid", { paramName: "emailAddress" });
    return { ok: true, invitee: { emailAddress, role: input.role } };
  });
}

/**
 * Sends an invitation again, even if it has expired. It replaces the previous one, whose link stops working.
 *
 * @returns the new invitation; or the errors of `inviteMember`
 */
export function resendInvitation(
  { organizationId, invitationId }: InvitationRef,
  caller: Caller,
): Promise<Result<Sent>> {
  return send(organizationId, caller, (tx, member) => findManaged(tx, member, invitationId));
}

/**
 * Revokes an invitation.
 *
 * @returns nothing; or `resource_not_found` for an invitation that is not open in this organization,
 *   `organization_role_insufficient`, `authentication_invalid`, `session_pending`
 */
export function revokeInvitation(
  { organizationId, invitationId }: InvitationRef,
  caller: Caller,
): Promise<Result> {
  return withOrganizationLock(organizationId, caller, async (tx, member) => {
    const found = await findManaged(tx, member, invitationId);
    if (!found.ok) return found;
    await tx.$executeRaw`UPDATE "Invitation" SET "revokedAt" = now() WHERE id = ${invitationId}::uuid`;
    await recordEvent(tx, caller.metadata, {
      type: "organization.invitation_revoked",
      outcome: "success",
      userId: member.userId,
      details: { organizationId, invitationId },
    });
    return { ok: true };
  });
}

/**
 * Checks the permission first, so that a rejected call does not count towards the limits. Checks it again before
 * sending.
 */
async function send(organizationId: string, caller: Caller, invited: Invited): Promise<Result<Sent>> {
  const asked = await withOrganizationLock(organizationId, caller, async (tx, member) => {
    const found = await invited(tx, member);
    return found.ok ? { ok: true, recipient: found.invitee.emailAddress, invitedById: member.userId } : found;
  });
  if (!asked.ok) return asked;
  if (!deliveryAvailable("email")) return failure("delivery_unavailable");
  const { recipient, invitedById } = asked;
  const limits = invitationLimits({ organizationId, invitedById, recipient });
  const within = await checkRateLimits(await database(), caller.metadata, limits);
  if (!within.ok) return within;
  return withOrganizationLock(organizationId, caller, async (tx, member) => {
    const found = await invited(tx, member);
    if (!found.ok) return found;
    return { ok: true, invitationId: await issueInvitation(tx, member, found.invitee, caller) };
  });
}

/**
 * Returns an open invitation that the actor may resend or revoke. Members get the same error whether or not it exists.
 */
async function findManaged(
  tx: Db,
  member: MemberContext,
  invitationId: string,
): Promise<Result<{ invitee: Invitee }>> {
  if (!canInvite(member.role)) return failure("organization_role_insufficient");
  const invitation = await tx.invitation.findFirst({
    where: {
      id: invitationId,
      organizationId: member.organizationId,
      acceptedAt: null,
      declinedAt: null,
      revokedAt: null,
    },
    select: { emailAddress: true, role: true },
  });
  if (invitation === null) return organizationNotFound();
  if (!canInviteAs(member.role, invitation.role)) return failure("organization_role_insufficient");
  return { ok: true, invitee: invitation };
}

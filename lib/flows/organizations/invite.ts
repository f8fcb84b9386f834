import { recordEvent } from "@/lib/audit";
import { type Db, database } from "@/lib/db/client";
import type { OrganizationRole } from "@/lib/db/generated/enums";
import { failure, type Result } from "@/lib/errors";
import { normalizeEmailAddress } from "@/lib/identifiers/email";
import { deliveryAvailable, notifyOutboxWorker } from "@/lib/notifications/outbox";
import type { Caller } from "../caller";
import { checkRateLimits } from "../limits/check";
import { type Invitee, issueInvitation } from "./invitation-row";
import { invitationLimits } from "./limits";
import { canInvite, canInviteAs } from "./roles";
import { type MemberContext, organizationNotFound, withOrganizationLock } from "./with-organization";

/** One invitation of an organization. */
export type InvitationRef = { organizationId: string; invitationId: string };

type Invited = (tx: Db, held: MemberContext) => Promise<Result<{ invitee: Invitee }>>;

/**
 * Asks somebody by email to join an organization. The answer tells nothing of whether the address has an account.
 *
 * @param input the address as typed, and the role that joining leads to
 * @returns nothing more; or `form_param_format_invalid`, `organization_role_insufficient`, `resource_not_found`,
 *   `too_many_requests`, `delivery_unavailable`, `authentication_invalid`, `session_pending`
 */
export function inviteMember(
  input: { organizationId: string; emailAddress: string; role: OrganizationRole },
  caller: Caller,
): Promise<Result> {
  return send(input.organizationId, caller, async (_tx, { role }) => {
    if (!canInviteAs(role, input.role)) return failure("organization_role_insufficient");
    const emailAddress = normalizeEmailAddress(input.emailAddress);
    if (emailAddress === null) return failure("form_param_format_invalid", { paramName: "emailAddress" });
    return { ok: true, invitee: { emailAddress, role: input.role } };
  });
}

/**
 * Sends an invitation anew, also one that has expired; what was sent before stops working.
 *
 * @returns nothing more; or the errors of `inviteMember`
 */
export function resendInvitation(
  { organizationId, invitationId }: InvitationRef,
  caller: Caller,
): Promise<Result> {
  return send(organizationId, caller, (tx, held) => findManaged(tx, held, invitationId));
}

/**
 * Takes an invitation back.
 *
 * @returns nothing more; or `resource_not_found` for one that is not open in this organization,
 *   `organization_role_insufficient`, `authentication_invalid`, `session_pending`
 */
export function revokeInvitation(
  { organizationId, invitationId }: InvitationRef,
  caller: Caller,
): Promise<Result> {
  return withOrganizationLock(organizationId, caller, async (tx, held) => {
    const found = await findManaged(tx, held, invitationId);
    if (!found.ok) return found;
    await tx.$executeRaw`UPDATE "Invitation" SET "revokedAt" = now() WHERE id = ${invitationId}::uuid`;
    await recordEvent(tx, caller.metadata, {
      type: "organization.invitation_revoked",
      outcome: "success",
      userId: held.userId,
      details: { organizationId, invitationId },
    });
    return { ok: true };
  });
}

/** Whoever may not send it learns so before it is counted; it is looked at again once it has been. */
async function send(organizationId: string, caller: Caller, invited: Invited): Promise<Result> {
  const asked = await withOrganizationLock(organizationId, caller, async (tx, held) => {
    const found = await invited(tx, held);
    return found.ok ? { ok: true, recipient: found.invitee.emailAddress, invitedById: held.userId } : found;
  });
  if (!asked.ok) return asked;
  if (!deliveryAvailable("email")) return failure("delivery_unavailable");
  const { recipient, invitedById } = asked;
  const limits = invitationLimits({ organizationId, invitedById, recipient });
  const within = await checkRateLimits(await database(), caller.metadata, limits);
  if (!within.ok) return within;
  const sent = await withOrganizationLock(organizationId, caller, async (tx, held) => {
    const found = await invited(tx, held);
    if (found.ok) await issueInvitation(tx, held, found.invitee, caller);
    return found;
  });
  if (!sent.ok) return sent;
  notifyOutboxWorker();
  return { ok: true };
}

/** An open invitation that whoever acts may send anew or take back. Members are not told whether there is one. */
async function findManaged(
  tx: Db,
  held: MemberContext,
  invitationId: string,
): Promise<Result<{ invitee: Invitee }>> {
  if (!canInvite(held.role)) return failure("organization_role_insufficient");
  const invitation = await tx.invitation.findFirst({
    where: {
      id: invitationId,
      organizationId: held.organizationId,
      acceptedAt: null,
      declinedAt: null,
      revokedAt: null,
    },
    select: { emailAddress: true, role: true },
  });
  if (invitation === null) return organizationNotFound();
  if (!canInviteAs(held.role, invitation.role)) return failure("organization_role_insufficient");
  return { ok: true, invitee: invitation };
}

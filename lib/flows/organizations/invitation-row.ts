import { recordEvent } from "@/lib/audit";
import { config } from "@/lib/config";
import { keyedHash } from "@/lib/crypto/hash";
import { randomToken } from "@/lib/crypto/random";
import type { Db } from "@/lib/db/client";
import type { OrganizationRole } from "@/lib/db/generated/enums";
import { enqueueMessage } from "@/lib/notifications/outbox";
import { findAccount } from "../accounts";
import type { Caller } from "../caller";
import { mayDeliver } from "../limits/messages";
import { invitationDeliveryLimits } from "./limits";
import { canInviteAs, ORGANIZATION_ROLES } from "./roles";
import type { MemberContext } from "./with-organization";

/** Lifetime of an invitation: one week. */
const INVITATION_TTL_SECONDS = 7 * 24 * 3600;

/** The invited address, and the role of the future member. */
export type Invitee = { emailAddress: string; role: OrganizationRole };

/** Returns the hash under which the token of an invitation is stored. */
export function hashInvitationToken(token: string) {
  return keyedHash("invitation", token);
}

/**
 * Creates an invitation and enqueues its message. Revokes an open invitation to the same address. Does the same work whether
 * or not the address has an account. Only a locked account gets no message.
 *
 * @param tx the transaction that locks the organization
 */
export async function issueInvitation(
  tx: Db,
  held: MemberContext,
  invitee: Invitee,
  caller: Caller,
): Promise<void> {
  const { organizationId, userId } = held;
  const { emailAddress, role } = invitee;
  const token = randomToken();
  await tx.$executeRaw`
    UPDATE "Invitation" SET "revokedAt" = now()
    WHERE "organizationId" = ${organizationId}::uuid AND "emailAddress" = ${emailAddress}
      AND "acceptedAt" IS NULL AND "declinedAt" IS NULL AND "revokedAt" IS NULL`;
  const [invitation] = await tx.$queryRaw<[{ id: string }]>`
    INSERT INTO "Invitation" ("organizationId", "emailAddress", role, "tokenHash", "invitedById", "expiresAt")
    VALUES (${organizationId}::uuid, ${emailAddress}, ${role}::"OrganizationRole", ${hashInvitationToken(token)},
            ${userId}::uuid, now() + ${INVITATION_TTL_SECONDS} * interval '1 second')
    RETURNING id`;
  const { name } = await tx.organization.findUniqueOrThrow({ where: { id: organizationId } });
  const account = await findAccount(tx, { kind: "email", value: emailAddress });
  const limits = invitationDeliveryLimits(caller.metadata, emailAddress);
  await enqueueMessage(tx, {
    channel: "email",
    template: "organization-invitation",
    recipient: emailAddress,
    deliverable: await mayDeliver(tx, limits, { hasRecipient: !account?.locked }, caller.metadata),
    locale: caller.metadata.locale,
    values: {
      organizationName: name,
      role,
      url: `${config().appUrl}/organizations/invitation?token=${token}`,
      ttlSeconds: INVITATION_TTL_SECONDS,
    },
  });
  await recordEvent(tx, caller.metadata, {
    type: "organization.invitation_created",
    outcome: "success",
    userId,
    details: { organizationId, invitationId: invitation.id, role },
  });
}

/**
 * Revokes the open invitations of a user who may no longer send them, so that invitations of a demoted admin add no members.
 *
 * @param of the organization, the user, and the user's role from now on; `null` revokes all of the user's invitations
 */
export async function revokeInvitationsTo(
  tx: Db,
  of: { organizationId: string; userId: string; role: OrganizationRole | null },
  { metadata }: Pick<Caller, "metadata">,
): Promise<void> {
  const { organizationId, userId, role } = of;
  const beyond = ORGANIZATION_ROLES.filter((asked) => role === null || !canInviteAs(role, asked));
  const withdrawn = await tx.$queryRaw<{ id: string }[]>`
    UPDATE "Invitation" SET "revokedAt" = now()
    WHERE "organizationId" = ${organizationId}::uuid AND "invitedById" = ${userId}::uuid
      AND role::text = ANY(${beyond}) AND "acceptedAt" IS NULL AND "declinedAt" IS NULL AND "revokedAt" IS NULL
    RETURNING id`;
  for (const { id: invitationId } of withdrawn) {
    await recordEvent(tx, metadata, {
      type: "organization.invitation_revoked",
      outcome: "success",
      userId,
      details: { organizationId, invitationId },
    });
  }
}

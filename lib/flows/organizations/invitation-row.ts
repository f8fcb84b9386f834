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

/** How long an invitation can be accepted: a week. */
const INVITATION_TTL_SECONDS = 7 * 24 * 3600;

/** Whom to ask, and in which role. */
export type Invitee = { emailAddress: string; role: OrganizationRole };

/** The hash under which an invitation's token is kept. */
export function hashInvitationToken(token: string) {
  return keyedHash("invitation", token);
}

/**
 * Makes an invitation and writes down the message that carries it. One that is open for the same address stops working.
 * The same is done whether or not the address has an account; only a locked one gets no message.
 *
 * @param tx the transaction that holds the organization
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
 * Withdraws the open invitations of somebody who may no longer make them: what a fallen admin has sent out must not
 * bring anybody in.
 *
 * @param of whose, in which organization, and the role they have from now on; `null` for none
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

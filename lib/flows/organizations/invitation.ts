import { recordEvent } from "@/lib/audit";
import { config } from "@/lib/config";
import { keyedHash } from "@/lib/crypto/hash";
import { randomToken } from "@/lib/crypto/random";
import { type Db, database } from "@/lib/db/client";
import type { OrganizationRole } from "@/lib/db/generated/enums";
import { maskEmailAddress } from "@/lib/identifiers/email";
import { enqueueMessage } from "@/lib/notifications/outbox";
import { parseLinkToken } from "@/lib/typed-text";
import { findAccount } from "../accounts";
import { type Caller, requesterOf } from "../caller";
import { mayDeliver } from "../limits/messages";
import { invitationDeliveryLimits } from "./limits";
import { canInviteAs, ORGANIZATION_ROLES } from "./roles";
import type { MemberContext } from "./with-organization";

/** Lifetime of an invitation: one week. */
const INVITATION_TTL_SECONDS = 7 * 24 * 3600;

/** The invited address, and the role of the future member. */
export type Invitee = { emailAddress: string; role: OrganizationRole };

/** Returns the hash under which the token of an invitation is stored. Ignores what follows it; see `parseLinkToken`. */
function hashInvitationToken(token: string) {
  return keyedHash("invitation", parseLinkToken(token));
}

/**
 * Creates an invitation and enqueues its message. Revokes an open invitation to the same address. Does the same work
 * whether or not the address has an account. Only a locked account gets no message.
 *
 * @param tx the transaction that locks the organization
 * @returns the id of the invitation
 */
export async function issueInvitation(
  tx: Db,
  member: MemberContext,
  invitee: Invitee,
  caller: Caller,
): Promise<string> {
  const { organizationId, userId } = member;
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
  await enqueueMessage(
    tx,
    {
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
    },
    requesterOf(caller.metadata, true),
  );
  await recordEvent(tx, caller.metadata, {
    type: "organization.invitation_created",
    outcome: "success",
    userId,
    details: { organizationId, invitationId: invitation.id, role },
  });
  return invitation.id;
}

/**
 * Revokes the open invitations of a user who may no longer send them, so that invitations of a demoted admin add no
 * members.
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
  const revoked = await tx.$queryRaw<{ id: string }[]>`
    UPDATE "Invitation" SET "revokedAt" = now()
    WHERE "organizationId" = ${organizationId}::uuid AND "invitedById" = ${userId}::uuid
      AND role::text = ANY(${beyond}) AND "acceptedAt" IS NULL AND "declinedAt" IS NULL AND "revokedAt" IS NULL
    RETURNING id`;
  for (const { id: invitationId } of revoked) {
    await recordEvent(tx, metadata, {
      type: "organization.invitation_revoked",
      outcome: "success",
      userId,
      details: { organizationId, invitationId },
    });
  }
}

/** The state of an invitation, as its page may show it. Reading it changes nothing. */
export type InvitationView =
  | {
      state: "open";
      invitationId: string;
      organizationName: string;
      role: OrganizationRole;
      /** The invited address, masked because the reader may be another user. */
      masked: string;
      /** Whether the reader has verified the invited address. */
      isAddressee: boolean;
    }
  /** `organizationId`: the organization, if the reader is a member of it. */
  | { state: "accepted"; organizationName: string; organizationId: string | null }
  | { state: "declined" | "expired" | "revoked" | "unknown" };

type Row = {
  id: string;
  organizationId: string;
  organizationName: string;
  role: OrganizationRole;
  emailAddress: string;
  status: "open" | "accepted" | "declined" | "expired" | "revoked";
  isAddressee: boolean;
  isMember: boolean;
};

/**
 * Reads the invitation that a link belongs to.
 *
 * @param userId the reader, or `null` for an unauthenticated request
 */
export async function readInvitation(token: string, userId: string | null): Promise<InvitationView> {
  const db = await database();
  const [row] = await db.$queryRaw<Row[]>`
    SELECT i.id, i."organizationId", o.name AS "organizationName", i.role::text AS role, i."emailAddress",
           CASE WHEN i."acceptedAt" IS NOT NULL THEN 'accepted' WHEN i."declinedAt" IS NOT NULL THEN 'declined'
                WHEN i."revokedAt" IS NOT NULL THEN 'revoked' WHEN i."expiresAt" <= now() THEN 'expired'
                ELSE 'open' END AS status,
           EXISTS (SELECT 1 FROM "EmailAddress" e WHERE e.address = i."emailAddress"
                   AND e."userId" = ${userId}::uuid AND e."verifiedAt" IS NOT NULL) AS "isAddressee",
           EXISTS (SELECT 1 FROM "Membership" m WHERE m."organizationId" = i."organizationId"
                   AND m."userId" = ${userId}::uuid) AS "isMember"
    FROM "Invitation" i JOIN "Organization" o ON o.id = i."organizationId"
    WHERE i."tokenHash" = ${hashInvitationToken(token)}`;
  return row ? viewOf(row) : { state: "unknown" };
}

function viewOf(row: Row): InvitationView {
  const { status, organizationName, organizationId } = row;
  if (status === "accepted") {
    return { state: status, organizationName, organizationId: row.isMember ? organizationId : null };
  }
  if (status !== "open") return { state: status };
  const { id: invitationId, role, emailAddress, isAddressee } = row;
  const masked = maskEmailAddress(emailAddress);
  return { state: status, invitationId, organizationName, role, masked, isAddressee };
}

/** An open invitation, as the invited user sees it. */
export type OpenInvitation = { invitationId: string; organizationName: string; role: OrganizationRole };

/**
 * Lists the open invitations to the verified addresses of a user, except those to organizations that the user is a
 * member of.
 */
export async function openInvitationsTo(userId: string): Promise<OpenInvitation[]> {
  const db = await database();
  return db.$queryRaw<OpenInvitation[]>`
    SELECT i.id AS "invitationId", o.name AS "organizationName", i.role::text AS role
    FROM "EmailAddress" e
    JOIN "Invitation" i ON i."emailAddress" = e.address
    JOIN "Organization" o ON o.id = i."organizationId"
    WHERE e."userId" = ${userId}::uuid AND e."verifiedAt" IS NOT NULL AND i."acceptedAt" IS NULL
      AND i."declinedAt" IS NULL AND i."revokedAt" IS NULL AND i."expiresAt" > now()
      AND NOT EXISTS (SELECT 1 FROM "Membership" m
                      WHERE m."organizationId" = i."organizationId" AND m."userId" = e."userId")
    ORDER BY i."createdAt" DESC`;
}

import { database } from "@/lib/db/client";
import type { OrganizationRole } from "@/lib/db/generated/enums";
import { maskEmailAddress } from "@/lib/identifiers/email";
import { hashInvitationToken } from "./invitation-row";

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
  | { state: "declined" | "expired" | "withdrawn" | "unknown" };

type Row = {
  id: string;
  organizationId: string;
  organizationName: string;
  role: OrganizationRole;
  emailAddress: string;
  status: "open" | "accepted" | "declined" | "expired" | "withdrawn";
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
                WHEN i."revokedAt" IS NOT NULL THEN 'withdrawn' WHEN i."expiresAt" <= now() THEN 'expired'
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
 * Lists the open invitations to the verified addresses of a user, except those to organizations that the user is a member
 * of.
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

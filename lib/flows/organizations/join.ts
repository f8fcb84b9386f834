import { recordEvent } from "@/lib/audit";
import type { Db } from "@/lib/db/client";
import type { OrganizationRole } from "@/lib/db/generated/enums";
import { failure, type Result } from "@/lib/errors";
import type { CurrentSession } from "@/lib/sessions/find";
import type { Caller } from "../caller";
import { setActiveOrganization } from "./active-organization";
import { lockOrganization, organizationNotFound } from "./with-organization";

type Answer = "accepted" | "declined";

/**
 * Answers an invitation once, for a user who has verified the invited address. To all other users the invitation does
 * not exist.
 *
 * @param invitationId a UUID
 * @returns the organization and the role; or `resource_not_found`, `client_state_invalid` for an invitation that is no
 *   longer open
 */
export async function answerInvitation(
  tx: Db,
  answer: Answer,
  of: { invitationId: string; session: CurrentSession },
  caller: Caller,
): Promise<Result<{ organizationId: string; role: OrganizationRole }>> {
  const { invitationId, session } = of;
  const organizationId = await organizationOf(tx, invitationId, session.user.id);
  if (organizationId === null) return organizationNotFound();
  await lockOrganization(tx, organizationId);
  const role = await claim(tx, answer, invitationId, session.user.id);
  if (role === null) {
    return failure("client_state_invalid", {}, { key: "invitation_not_open" });
  }
  await recordEvent(tx, caller.metadata, {
    type: `organization.invitation_${answer}`,
    outcome: "success",
    userId: session.user.id,
    sessionId: session.id,
    details: { organizationId, invitationId },
  });
  return { ok: true, organizationId, role };
}

/**
 * Accepts an invitation. Makes the invited user a member, and the organization the active one of the session. An
 * existing member keeps their role.
 *
 * @returns the organization; or the errors of `answerInvitation`
 */
export async function joinByInvitation(
  tx: Db,
  of: { invitationId: string; session: CurrentSession },
  caller: Caller,
): Promise<Result<{ organizationId: string }>> {
  const accepted = await answerInvitation(tx, "accepted", of, caller);
  if (!accepted.ok) return accepted;
  const { organizationId, role } = accepted;
  const userId = of.session.user.id;
  const added = await tx.$executeRaw`
    INSERT INTO "Membership" ("organizationId", "userId", role)
    VALUES (${organizationId}::uuid, ${userId}::uuid, ${role}::"OrganizationRole")
    ON CONFLICT ("organizationId", "userId") DO NOTHING`;
  if (added > 0) {
    await recordEvent(tx, caller.metadata, {
      type: "organization.member_added",
      outcome: "success",
      userId,
      details: { organizationId, role },
    });
  }
  await setActiveOrganization(tx, of.session, organizationId, caller);
  return { ok: true, organizationId };
}

async function organizationOf(tx: Db, invitationId: string, userId: string): Promise<string | null> {
  const [row] = await tx.$queryRaw<{ organizationId: string }[]>`
    SELECT i."organizationId" FROM "Invitation" i
    JOIN "EmailAddress" e ON e.address = i."emailAddress" AND e."verifiedAt" IS NOT NULL
    WHERE i.id = ${invitationId}::uuid AND e."userId" = ${userId}::uuid`;
  return row?.organizationId ?? null;
}

/** Stores the answer if the invitation is open. Of any number of concurrent answers, one succeeds. */
async function claim(
  tx: Db,
  answer: Answer,
  invitationId: string,
  userId: string,
): Promise<OrganizationRole | null> {
  const [row] = await tx.$queryRaw<{ role: OrganizationRole }[]>`
    UPDATE "Invitation" i SET
      "acceptedAt" = CASE WHEN ${answer === "accepted"} THEN now() END,
      "declinedAt" = CASE WHEN ${answer === "declined"} THEN now() END
    FROM "EmailAddress" e
    WHERE i.id = ${invitationId}::uuid AND i."acceptedAt" IS NULL AND i."declinedAt" IS NULL
      AND i."revokedAt" IS NULL AND i."expiresAt" > now()
      AND e.address = i."emailAddress" AND e."userId" = ${userId}::uuid AND e."verifiedAt" IS NOT NULL
    RETURNING i.role::text AS role`;
  return row?.role ?? null;
}

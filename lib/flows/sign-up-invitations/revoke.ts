import { type Actor, recordActorEvent } from "@/lib/audit";
import type { Db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { failure, type Result } from "@/lib/errors";
import { COLUMNS, type SignUpInvitation } from "./invitation";

/**
 * Revokes an invitation. Its link stops working, and a sign-up that used it can no longer complete.
 *
 * @param invitationId a UUID
 * @returns the invitation; or `resource_not_found`, and `client_state_invalid` for one that was accepted or revoked
 */
export function revokeSignUpInvitation(
  invitationId: string,
  actor: Actor,
): Promise<Result<{ invitation: SignUpInvitation }>> {
  return inTransaction(async (tx) => {
    const [invitation] = await tx.$queryRaw<SignUpInvitation[]>`
      UPDATE "SignUpInvitation" i SET "revokedAt" = now()
      WHERE i.id = ${invitationId}::uuid AND i."acceptedAt" IS NULL AND i."revokedAt" IS NULL
      RETURNING ${COLUMNS}`;
    if (invitation === undefined) {
      return (await tx.signUpInvitation.count({ where: { id: invitationId } })) > 0
        ? failure("client_state_invalid", {}, { key: "invitation_ended" })
        : failure("resource_not_found", {}, { key: "no_such_invitation" });
    }
    await recordActorEvent(tx, actor, { type: "invitation.revoked", details: { invitationId } });
    return { ok: true, invitation };
  });
}

/**
 * Revokes the pending invitations that an admin has sent, when the admin is locked or deleted or loses the role.
 *
 * @param tx the transaction that has locked the user's row
 */
export async function revokeSignUpInvitationsOf(tx: Db, userId: string, actor: Actor): Promise<void> {
  const revoked = await tx.$queryRaw<{ id: string }[]>`
    UPDATE "SignUpInvitation" SET "revokedAt" = now()
    WHERE "invitedById" = ${userId}::uuid AND "acceptedAt" IS NULL AND "revokedAt" IS NULL
    RETURNING id`;
  for (const { id: invitationId } of revoked)
    await recordActorEvent(tx, actor, { type: "invitation.revoked", details: { invitationId } });
}

/**
 * Deletes the invitations to the verified addresses of a user who is being deleted, so that no invitation from before
 * creates another account.
 *
 * @param tx the transaction that has locked the user's row
 */
export async function deleteSignUpInvitationsTo(tx: Db, userId: string): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM "SignUpInvitation" WHERE "emailAddress" IN (
      SELECT address FROM "EmailAddress" WHERE "userId" = ${userId}::uuid AND "verifiedAt" IS NOT NULL)`;
}

import { type Actor, recordActorEvent } from "@/lib/audit";
import { config } from "@/lib/config";
import { randomToken } from "@/lib/crypto/random";
import { type Db, database } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { failure, type Result } from "@/lib/errors";
import { deliveryAvailable, enqueueMessage } from "@/lib/notifications/outbox";
import { findAccount, lockIdentifier } from "../accounts";
import { requesterOf } from "../caller";
import { parseIdentifierInput } from "../identifiers/input";
import { checkRateLimits } from "../limits/check";
import {
  COLUMNS,
  hashSignUpInvitationToken,
  SIGN_UP_INVITATION_TTL_SECONDS,
  type SignUpInvitation,
} from "./invitation";
import { signUpInvitationLimits } from "./limits";

/** The invited address as typed, and a validated URL that the sign-up redirects to. */
export type NewSignUpInvitation = { emailAddress: string; redirectUrl: string | null };

/**
 * Invites an address to create an account, by an email with a link. Supersedes a pending invitation to the same
 * address. The rules for domains do not apply, because the actor vouches for the address.
 *
 * @returns the invitation; or `form_param_format_invalid`, `form_identifier_exists`, `client_state_invalid` while
 *   sign-up is closed, `too_many_requests`, `delivery_unavailable`, and `resource_not_found` if the actor is no admin
 *   any more
 */
export async function inviteToSignUp(
  { emailAddress: typed, redirectUrl }: NewSignUpInvitation,
  actor: Actor,
): Promise<Result<{ invitation: SignUpInvitation }>> {
  const read = parseIdentifierInput("email", typed);
  if ("error" in read) return { ok: false, errors: [read.error] };
  if (config().signUp.mode === "closed")
    return failure("client_state_invalid", {}, { key: "sign_up_closed" });
  if (!deliveryAvailable("email")) return failure("delivery_unavailable");
  const limits = signUpInvitationLimits(read.value);
  const within = await checkRateLimits(await database(), actor.metadata, limits, {
    paramName: "emailAddress",
  });
  if (!within.ok) return within;
  return inTransaction((tx) => issue(tx, { emailAddress: read.value, redirectUrl }, actor));
}

async function issue(
  tx: Db,
  { emailAddress, redirectUrl }: NewSignUpInvitation,
  actor: Actor,
): Promise<Result<{ invitation: SignUpInvitation }>> {
  if (!(await lockInviter(tx, actor))) return failure("resource_not_found");
  await lockIdentifier(tx, emailAddress);
  if ((await findAccount(tx, { kind: "email", value: emailAddress })) !== null) {
    const meta = { paramName: "emailAddress" };
    return failure("form_identifier_exists", meta, { key: "another_user_has_it" });
  }
  await tx.$executeRaw`
    UPDATE "SignUpInvitation" SET "revokedAt" = now()
    WHERE "emailAddress" = ${emailAddress} AND "acceptedAt" IS NULL AND "revokedAt" IS NULL`;
  const token = randomToken();
  const [invitation] = await tx.$queryRaw<[SignUpInvitation]>`
    INSERT INTO "SignUpInvitation" AS i ("emailAddress", "tokenHash", "redirectUrl", "invitedById", "expiresAt")
    VALUES (${emailAddress}, ${hashSignUpInvitationToken(token)}, ${redirectUrl}, ${actor.userId}::uuid,
            now() + ${SIGN_UP_INVITATION_TTL_SECONDS} * interval '1 second')
    RETURNING ${COLUMNS}`;
  await enqueueMessage(
    tx,
    {
      channel: "email",
      template: "sign-up-invitation",
      recipient: emailAddress,
      deliverable: true,
      locale: actor.metadata.locale,
      values: {
        url: `${config().appUrl}/sign-up/invitation?token=${token}`,
        ttlSeconds: SIGN_UP_INVITATION_TTL_SECONDS,
      },
    },
    requesterOf(actor.metadata, true),
  );
  await recordActorEvent(tx, actor, {
    type: "invitation.created",
    details: { invitationId: invitation.id },
  });
  return { ok: true, invitation };
}

/**
 * Locks the row of an admin who invites, before the rows of invitations. A concurrent lock, removal of the role or
 * deletion then either sees the invitation and revokes it, or prevents it.
 *
 * @returns whether the actor may still invite
 */
async function lockInviter(tx: Db, { userId }: Actor): Promise<boolean> {
  if (userId === null) return true;
  const [row] = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM "User" WHERE id = ${userId}::uuid AND role = 'admin' AND "lockedAt" IS NULL FOR NO KEY UPDATE`;
  return row !== undefined;
}

import { type Actor, recordActorEvent } from "@/lib/audit";
import { database } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { failure, type Result } from "@/lib/errors";
import { deliveryAvailable, enqueueMessage } from "@/lib/notifications/outbox";
import { requesterOf } from "../caller";
import { checkRateLimits } from "../limits/check";
import { requestLimits } from "../limits/requests";
import { localeOf } from "../security-notices";
import { userNotFound } from "../users/read";

/**
 * Asks a user by email, at the primary address, to reset the password. The message contains neither a code nor a token.
 * The user starts the reset in their own browser, so the actor takes no part in it (ASVS 6.4.6).
 *
 * @param userId a UUID
 * @returns nothing; or `resource_not_found`, `client_state_invalid` for a user who is locked or has no verified
 *   address, `too_many_requests`, `delivery_unavailable`
 */
export async function requestPasswordReset(userId: string, actor: Actor): Promise<Result> {
  if (!deliveryAvailable("email")) return failure("delivery_unavailable");
  const db = await database();
  const user = await db.user.findUnique({
    where: { id: userId },
    select: { lockedAt: true, emailAddresses: { where: { isPrimary: true, verifiedAt: { not: null } } } },
  });
  if (user === null) return userNotFound();
  const recipient = user.emailAddresses[0]?.address;
  if (user.lockedAt !== null || recipient === undefined)
    return failure("client_state_invalid", {}, { key: "nothing_sent_to_user" });
  const within = await checkRateLimits(db, actor.metadata, requestLimits.resetNotices(userId));
  if (!within.ok) return within;
  await inTransaction(async (tx) => {
    const message = { template: "password-reset-asked", values: {} } as const;
    const locale = await localeOf(tx, userId);
    const requester = requesterOf(actor.metadata, true);
    await enqueueMessage(
      tx,
      { channel: "email", recipient, deliverable: true, locale, ...message },
      requester,
    );
    await recordActorEvent(tx, actor, { type: "user.password_reset_asked", userId });
  });
  return { ok: true };
}

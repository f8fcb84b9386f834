import { type Actor, recordActorEvent } from "@/lib/audit";
import type { Db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import type { Result } from "@/lib/errors";
import { emitUserDeleted } from "@/lib/events/user-events";
import { dropMessages } from "@/lib/notifications/outbox";
import { revokeSessionsOfUser } from "@/lib/sessions/sessions";
import { deleteFeatureData } from "../features";
import { deleteSignUpInvitationsTo, revokeSignUpInvitationsOf } from "../sign-up-invitations/revoke";
import { userNotFound } from "./read";

/**
 * Deletes a user and applies all consequences of `deleteUserData`.
 *
 * @param userId a UUID
 * @returns nothing; or the errors of `deleteUserData`
 */
export function deleteUser(userId: string, actor: Actor): Promise<Result> {
  return inTransaction((tx) => deleteUserData(tx, userId, actor));
}

/**
 * Deletes a user. Revokes the sessions immediately, and deletes addresses, factors, attempts, verifications,
 * invitations and pending messages. Only the audit log remains, which contains ids. The optional features delete their
 * data of the user too, and may reject a deletion that the user requested.
 *
 * To send a farewell notice, read the addresses before this call and enqueue the notice after it, in the same
 * transaction.
 *
 * @param tx a transaction; nothing has changed in it if this returns an error
 * @param userId a UUID
 * @returns nothing; or `resource_not_found`, and the errors of `deleteFeatureData`
 */
export async function deleteUserData(tx: Db, userId: string, actor: Actor): Promise<Result> {
  const [held] = await tx.$queryRaw<unknown[]>`SELECT 1 FROM "User" WHERE id = ${userId}::uuid FOR UPDATE`;
  if (held === undefined) return userNotFound();
  const deleted = await deleteFeatureData(tx, userId, actor);
  if (!deleted.ok) return deleted;
  await revokeSignUpInvitationsOf(tx, userId, actor);
  await deleteSignUpInvitationsTo(tx, userId);
  const sessionsRevoked = await revokeSessionsOfUser(tx, userId, "user_deleted");
  await dropMessagesOf(tx, userId);
  await dropVerifications(tx, userId);
  await tx.user.delete({ where: { id: userId } });
  await emitUserDeleted(tx, userId);
  await recordActorEvent(tx, actor, { type: "user.deleted", userId, details: { sessionsRevoked } });
  return { ok: true };
}

/**
 * Drops the messages to a user. Messages to an unverified address or number may be meant for its owner, so only those
 * that the user requested are dropped.
 */
async function dropMessagesOf(tx: Db, userId: string): Promise<void> {
  const proven = { userId, verifiedAt: { not: null } };
  const emails = await tx.emailAddress.findMany({ where: proven });
  const phones = await tx.phoneNumber.findMany({ where: proven });
  const verifications = await tx.verification.findMany({ where: { userId }, select: { id: true } });
  await dropMessages(tx, {
    recipients: [...emails.map(({ address }) => address), ...phones.map(({ number }) => number)],
    verificationIds: verifications.map(({ id }) => id),
  });
}

/** Deletes the verifications of a user. Those of the sign-up have no user id, but contain the address. */
async function dropVerifications(tx: Db, userId: string): Promise<void> {
  await tx.verification.deleteMany({
    where: { OR: [{ userId }, { signIn: { userId } }, { signUp: { createdUserId: userId } }] },
  });
}

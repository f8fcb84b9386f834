import { type Actor, recordActorEvent } from "@/lib/audit";
import type { Db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import type { Result } from "@/lib/errors";
import { emitUserDeleted } from "@/lib/events/user-events";
import { dropMessages } from "@/lib/notifications/outbox";
import { revokeSessionsOfUser } from "@/lib/sessions/sessions";
import { removeAllMemberships } from "../organizations/remove-all-memberships";
import { userNotFound } from "./read";

/**
 * Erases a user, with all that `deleteUserData` does.
 *
 * @param userId a UUID
 * @returns nothing more; or the errors of `deleteUserData`
 */
export function deleteUser(userId: string, actor: Actor): Promise<Result> {
  return inTransaction((tx) => deleteUserData(tx, userId, actor));
}

/**
 * Erases a user: sessions are dead with their next request, and addresses, factors, attempts and whatever was begun or is
 * still to be sent are gone. What remains is the audit log, which knows ids. An organization nobody else is in goes too;
 * one whose only owner they are gets a new one, unless it is they themselves who ask: then they have to name one first.
 *
 * A farewell is written down after this, in the same transaction, to an address read before it.
 *
 * @param tx a transaction; nothing has been changed in it where this refuses
 * @param userId a UUID
 * @returns nothing more; or `resource_not_found`, and, if they ask themselves, `organization_last_owner`
 */
export async function deleteUserData(tx: Db, userId: string, actor: Actor): Promise<Result> {
  const [held] = await tx.$queryRaw<unknown[]>`SELECT 1 FROM "User" WHERE id = ${userId}::uuid FOR UPDATE`;
  if (held === undefined) return userNotFound();
  const givenUp = await removeAllMemberships(tx, userId, actor);
  if (!givenUp.ok) return givenUp;
  const sessionsRevoked = await revokeSessionsOfUser(tx, userId, "user_deleted");
  await dropMessagesOf(tx, userId);
  await dropVerifications(tx, userId);
  await tx.user.delete({ where: { id: userId } });
  await emitUserDeleted(tx, userId);
  await recordActorEvent(tx, actor, { type: "user.deleted", userId, details: { sessionsRevoked } });
  return { ok: true };
}

/** What goes to an address or number that they only claimed may be meant for whoever has it, unless they asked for it. */
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

/** Those of their sign-up belonged to nobody yet, but know the address. */
async function dropVerifications(tx: Db, userId: string): Promise<void> {
  await tx.verification.deleteMany({
    where: { OR: [{ userId }, { signIn: { userId } }, { signUp: { createdUserId: userId } }] },
  });
}

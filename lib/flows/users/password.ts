import { type Actor, recordActorEvent } from "@/lib/audit";
import { type Db, database } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { failure, type Result } from "@/lib/errors";
import { emitUserUpdated } from "@/lib/events/user-events";
import { checkNewPassword, passwordContext } from "@/lib/factors/password/policy";
import { lockUserRow } from "../accounts";
import { applyPasswordChange, clearFailureCounters, hashNewPassword } from "../apply-password-change";
import { requesterOf } from "../caller";
import { verifiedAddressesOf } from "../security-notices";
import { userExists, userNotFound } from "./read";

/**
 * Sets the password of a user, with the same policy and consequences as a change by the user: the notice to every
 * verified address names an administrator instead of a device.
 *
 * @param userId a UUID
 * @param input the password as typed, and whether every session of the user is revoked
 * @returns nothing; or `resource_not_found`, an error of the password policy, `form_password_same_as_current`
 */
export async function setUserPassword(
  userId: string,
  { password, signOutOfOtherSessions }: { password: string; signOutOfOtherSessions: boolean },
  actor: Actor,
): Promise<Result> {
  const db = await database();
  if (!(await userExists(db, userId))) return userNotFound();
  const requester = requesterOf(actor.metadata, true);
  const context = ["", ...(await verifiedAddressesOf(db, userId))].flatMap(passwordContext);
  const checked = await checkNewPassword(password, context, requester);
  if ("errors" in checked) return { ok: false, errors: checked.errors };
  const hashed = await hashNewPassword(db, userId, checked.password, requester);
  if (!hashed.ok) return hashed;
  const change = { passwordHash: hashed.passwordHash, signOutOfOtherSessions };
  return inTransaction(async (tx) => {
    if ((await lockUserRow(tx, userId)) === null) return userNotFound();
    const sessionsRevoked = await applyPasswordChange(tx, userId, change, null);
    await clearFailureCounters(tx, userId);
    await emitUserUpdated(tx, userId, "password_changed");
    await recordActorEvent(tx, actor, { type: "user.password_set", userId, details: { sessionsRevoked } });
    return { ok: true };
  });
}

/**
 * Makes the password of a user expire. It still signs in, but every session created from then on is pending until the
 * user has set a new password. Existing sessions stay active. An expired password is not expired again, because
 * sessions that are pending for it would become active.
 *
 * @param userId a UUID
 * @returns nothing; or `resource_not_found`, `strategy_for_user_invalid` for a user without a password
 */
export async function expireUserPassword(userId: string, actor: Actor): Promise<Result> {
  return inTransaction(async (tx) => {
    // A session that is created meanwhile is created before the expiry, or waits for this lock and is created after it.
    await lockUserRow(tx, userId);
    const expired = await tx.$executeRaw`
      UPDATE "User" SET "passwordExpiredAt" = clock_timestamp(), "updatedAt" = now()
      WHERE id = ${userId}::uuid AND "passwordHash" IS NOT NULL AND "passwordExpiredAt" IS NULL`;
    if (expired === 0) return rejectionReason(tx, userId);
    await emitUserUpdated(tx, userId, "password_expired");
    await recordActorEvent(tx, actor, { type: "user.password_expired", userId });
    return { ok: true };
  });
}

async function rejectionReason(tx: Db, userId: string): Promise<Result> {
  const user = await tx.user.findUnique({ where: { id: userId }, select: { passwordExpiredAt: true } });
  if (user === null) return userNotFound();
  if (user.passwordExpiredAt !== null) return { ok: true };
  return failure("strategy_for_user_invalid", {}, { key: "user_has_no_password" });
}

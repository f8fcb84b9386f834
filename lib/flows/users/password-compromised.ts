import { type Actor, recordActorEvent } from "@/lib/audit";
import type { Db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { failure, type Result } from "@/lib/errors";
import { emitPasswordCompromised } from "@/lib/events/user-events";
import { emitSessionsPending } from "@/lib/sessions/events";
import { userExists, userNotFound } from "./read";

/** Why a password counts as compromised: it was reported, or found in a breach. */
type CompromisedReason = "reported" | "leaked";

/**
 * Marks the password of a user as compromised. Every valid session becomes pending with its next request, and signing
 * in with the password requires another method and a new password. Marking it again changes nothing.
 *
 * @param userId a UUID
 * @returns nothing; or `resource_not_found`, `strategy_for_user_invalid` for a user without a password
 */
export async function markPasswordCompromised(
  userId: string,
  reason: CompromisedReason,
  actor: Actor,
): Promise<Result> {
  return inTransaction(async (tx) =>
    (await flagPasswordCompromised(tx, userId, reason, actor)) ? { ok: true } : rejectionReason(tx, userId),
  );
}

/**
 * `markPasswordCompromised` as a part of a transaction.
 *
 * @returns false if the user has no password, or it is flagged already
 */
export async function flagPasswordCompromised(
  tx: Db,
  userId: string,
  reason: CompromisedReason,
  actor: Actor,
): Promise<boolean> {
  const flagged = await tx.$executeRaw`
    UPDATE "User" SET "passwordCompromisedAt" = now(), "updatedAt" = now()
    WHERE id = ${userId}::uuid AND "passwordHash" IS NOT NULL AND "passwordCompromisedAt" IS NULL`;
  if (flagged === 0) return false;
  await recordActorEvent(tx, actor, { type: "user.password_compromised", userId, details: { reason } });
  await emitPasswordCompromised(tx, userId, reason);
  await emitSessionsPending(tx, userId);
  return true;
}

async function rejectionReason(tx: Db, userId: string): Promise<Result> {
  const user = await tx.user.findUnique({ where: { id: userId }, select: { passwordCompromisedAt: true } });
  if (user === null) return userNotFound();
  if (user.passwordCompromisedAt !== null) return { ok: true };
  return failure("strategy_for_user_invalid", {}, { key: "user_has_no_password" });
}

/**
 * Removes the flag. Sessions that are pending for no other task become active with their next request.
 *
 * @param userId a UUID
 * @returns nothing; or `resource_not_found`
 */
export async function unmarkPasswordCompromised(userId: string, actor: Actor): Promise<Result> {
  return inTransaction(async (tx) => {
    const cleared = await tx.$executeRaw`
      UPDATE "User" SET "passwordCompromisedAt" = NULL, "updatedAt" = now()
      WHERE id = ${userId}::uuid AND "passwordCompromisedAt" IS NOT NULL`;
    if (cleared === 0) return (await userExists(tx, userId)) ? { ok: true } : userNotFound();
    await recordActorEvent(tx, actor, { type: "user.password_cleared", userId });
    return { ok: true };
  });
}

import { type Actor, recordActorEvent } from "@/lib/audit";
import { resetPointsOf } from "@/lib/db/rate-limit";
import { inTransaction } from "@/lib/db/transaction";
import type { Result } from "@/lib/errors";
import { emitUserLockedByHand } from "@/lib/events/user-events";
import { revokeSessionsOfUser } from "@/lib/sessions/sessions";
import { lockUserInFeatures } from "../features";
import { forgetKnownClients } from "../known-clients";
import { failureOwners } from "../limits/guesses";
import { revokeTrustedDevices } from "../second-factor/trusted-devices";
import { revokeSignUpInvitationsOf } from "../sign-up-invitations/revoke";
import { voidAttempts } from "../verification/void";
import { userExists, userNotFound } from "./read";

/**
 * Locks an account until it is unlocked. Revokes its sessions and trusted devices, voids its attempts, and
 * applies the consequences of the optional features. While it is locked, no message is sent to it, and no password,
 * code, link or reset signs in. Locking it again changes nothing.
 *
 * @param userId a UUID
 * @returns nothing; or `resource_not_found`
 */
export async function lockUser(userId: string, actor: Actor): Promise<Result> {
  return inTransaction(async (tx) => {
    const locked = await tx.$executeRaw`
      UPDATE "User" SET "lockedAt" = now(), "updatedAt" = now()
      WHERE id = ${userId}::uuid AND "lockedAt" IS NULL`;
    if (locked === 0) return (await userExists(tx, userId)) ? { ok: true } : userNotFound();
    await voidAttempts(tx, userId);
    await revokeTrustedDevices(tx, userId);
    await forgetKnownClients(tx, userId);
    await lockUserInFeatures(tx, userId, actor);
    await revokeSignUpInvitationsOf(tx, userId, actor);
    const sessionsRevoked = await revokeSessionsOfUser(tx, userId, "user_locked");
    await emitUserLockedByHand(tx, userId);
    await recordActorEvent(tx, actor, { type: "user.locked", userId, details: { sessionsRevoked } });
    return { ok: true };
  });
}

/**
 * Unlocks an account. Also lifts every lockout by wrong passwords, codes and second factors.
 *
 * @param userId a UUID
 * @returns nothing; or `resource_not_found`
 */
export async function unlockUser(userId: string, actor: Actor): Promise<Result> {
  return inTransaction(async (tx) => {
    const unlocked = await tx.$executeRaw`
      UPDATE "User" SET "lockedAt" = NULL, "updatedAt" = now() WHERE id = ${userId}::uuid`;
    if (unlocked === 0) return userNotFound();
    await resetPointsOf(tx, failureOwners(userId));
    await recordActorEvent(tx, actor, { type: "user.unlocked", userId });
    return { ok: true };
  });
}

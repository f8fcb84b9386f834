import { recordEvent } from "@/lib/audit";
import type { Db } from "@/lib/db/client";
import { resetPointsOf } from "@/lib/db/rate-limit";
import { failure, type Result } from "@/lib/errors";
import { emitPasswordReset } from "@/lib/events/user-events";
import { hashPassword, verifyPassword } from "@/lib/factors/password/hash";
import type { Requester } from "@/lib/jobs/requester";
import type { Origin } from "@/lib/notifications/message";
import { revokeSessionsOfUser } from "@/lib/sessions/sessions";
import type { Caller } from "./caller";
import { forgetKnownClients } from "./known-clients";
import { ownerOf } from "./limits/guesses";
import { revokeTrustedDevices } from "./second-factor/trusted-devices";
import { notifyAllAddresses } from "./security-notices";
import { cancelOwnVerifications } from "./verification/cancel";
import { voidAttempts } from "./verification/void";

/**
 * A hashed password that has passed the policy, and whether all other sessions are revoked. `exceptSessionId` names a
 * session that stays valid.
 */
export type PasswordChange = {
  passwordHash: string;
  signOutOfOtherSessions: boolean;
  exceptSessionId?: string;
};

/**
 * Hashes a new password, unless it is the current one.
 *
 * @param userId the user, or `null` for an unknown identifier
 * @param password a password that `checkNewPassword` has accepted
 * @returns the hash, or `form_password_same_as_current`
 */
export async function hashNewPassword(
  db: Db,
  userId: string | null,
  password: string,
  requester: Requester,
): Promise<Result<{ passwordHash: string }>> {
  const user =
    userId && (await db.user.findUnique({ where: { id: userId }, select: { passwordHash: true } }));
  if (user && user.passwordHash !== null && (await verifyPassword(user.passwordHash, password, requester))) {
    return failure("form_password_same_as_current", { paramName: "password" });
  }
  return { ok: true, passwordHash: await hashPassword(password, requester) };
}

/**
 * Sets a new password and applies its consequences: clears the compromised flag and the expiry, voids pending attempts,
 * removes unverified addresses, numbers and factors, revokes trusted devices, and notifies every verified address (NIST
 * SP 800-63B-4 §4.6). Sessions that were pending because the password was expired are revoked: they would become active
 * without a task of their own. If requested, revokes all other sessions and deletes known clients.
 *
 * @param tx the transaction in which the authorization for the change was claimed
 * @param caller the user; `null` for a change by an admin or the backend API
 * @returns the number of revoked sessions
 */
export async function applyPasswordChange(
  tx: Db,
  userId: string,
  { passwordHash, signOutOfOtherSessions, exceptSessionId }: PasswordChange,
  caller: Caller | null,
): Promise<number> {
  const [before] = await tx.$queryRaw<{ passwordExpiredAt: Date | null }[]>`
    WITH before AS (SELECT "passwordExpiredAt" FROM "User" WHERE id = ${userId}::uuid)
    UPDATE "User" SET "passwordHash" = ${passwordHash}, "passwordChangedAt" = now(),
      "passwordCompromisedAt" = NULL, "passwordExpiredAt" = NULL, "updatedAt" = now()
    WHERE id = ${userId}::uuid RETURNING (SELECT "passwordExpiredAt" FROM before)`;
  await voidAttempts(tx, userId);
  await removeUnverifiedIdentifiers(tx, userId);
  await revokeTrustedDevices(tx, userId);
  const values = { changedFrom: caller && originOf(caller) };
  await notifyAllAddresses(tx, userId, { template: "password-changed", values });
  const expiredAt = before?.passwordExpiredAt ?? null;
  if (!signOutOfOtherSessions) {
    if (expiredAt === null) return 0;
    return revokeSessionsOfUser(tx, userId, "password_changed", exceptSessionId, expiredAt);
  }
  await forgetKnownClients(tx, userId, exceptSessionId);
  return revokeSessionsOfUser(tx, userId, "password_changed", exceptSessionId);
}

function originOf({ metadata: { ipAddress, userAgent } }: Caller): Origin {
  return { ipAddress, userAgent };
}

/**
 * Removes identifiers and factors that are not verified yet: an attacker with access to the account may have added
 * them, and must not be able to verify them later.
 */
async function removeUnverifiedIdentifiers(tx: Db, userId: string): Promise<void> {
  await cancelOwnVerifications(tx, userId);
  await tx.$executeRaw`
    WITH addresses AS (DELETE FROM "EmailAddress" WHERE "userId" = ${userId}::uuid AND "verifiedAt" IS NULL),
      numbers AS (DELETE FROM "PhoneNumber" WHERE "userId" = ${userId}::uuid AND "verifiedAt" IS NULL)
    DELETE FROM "TotpSecret" WHERE "userId" = ${userId}::uuid AND "verifiedAt" IS NULL`;
}

/** Resets the failure counts of a user who has been verified and has set a new password. */
export async function clearFailureCounters(db: Db, userId: string): Promise<void> {
  await resetPointsOf(db, [ownerOf("password", userId), ownerOf("code", userId)]);
}

/** A completed reset. `signInId` is `null` in a session task, `sessionId` if the reset does not sign in. */
type CompletedReset = {
  userId: string;
  signInId: string | null;
  sessionId: string | null;
  sessionsRevoked: number;
  signedOutOfOtherSessions: boolean;
  /** What authorized the reset, if not a code or a link confirmed on the page. */
  details?: { by: "access_token" } | { task: "reset-password" };
};

/**
 * Records a reset in the audit log, emits its webhook event, and resets the failure counts of its user.
 *
 * @param tx the transaction of the reset
 */
export async function recordPasswordReset(
  tx: Db,
  { userId, signInId, sessionId, sessionsRevoked, signedOutOfOtherSessions, details }: CompletedReset,
  caller: Caller,
): Promise<void> {
  await recordEvent(tx, caller.metadata, {
    type: "password_reset.completed",
    outcome: "success",
    userId,
    sessionId,
    signInId,
    details: { sessionsRevoked, ...details },
  });
  await emitPasswordReset(tx, { userId, signInId, sessionId, signedOutOfOtherSessions }, caller.metadata);
  await clearFailureCounters(tx, userId);
}

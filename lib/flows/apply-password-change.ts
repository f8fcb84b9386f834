import type { Db } from "@/lib/db/client";
import { resetPointsOf } from "@/lib/db/rate-limit";
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
 * Sets a new password and applies its consequences: clears the compromised flag, voids pending attempts, removes
 * unverified addresses, numbers and factors, revokes trusted devices, and notifies every verified address (NIST SP
 * 800-63B-4 §4.6). If requested, also revokes other sessions and deletes known clients.
 *
 * @param tx the transaction in which the authorization for the change was claimed
 * @returns the number of revoked sessions
 */
export async function applyPasswordChange(
  tx: Db,
  userId: string,
  { passwordHash, signOutOfOtherSessions, exceptSessionId }: PasswordChange,
  caller: Caller,
): Promise<number> {
  await tx.$executeRaw`
    UPDATE "User" SET "passwordHash" = ${passwordHash}, "passwordChangedAt" = now(),
      "passwordCompromisedAt" = NULL, "updatedAt" = now()
    WHERE id = ${userId}::uuid`;
  await voidAttempts(tx, userId);
  await removeUnverifiedIdentifiers(tx, userId);
  await revokeTrustedDevices(tx, userId);
  const { ipAddress, userAgent } = caller.metadata;
  const values = { changedFrom: { ipAddress, userAgent } };
  await notifyAllAddresses(tx, userId, { template: "password-changed", values });
  if (!signOutOfOtherSessions) return 0;
  await forgetKnownClients(tx, userId, exceptSessionId);
  return revokeSessionsOfUser(tx, userId, "password_changed", exceptSessionId);
}

/**
 * Removes identifiers and factors that are not verified yet: an attacker with access to the account may have added
 * them, and must not be able to verify them later.
 */
async function removeUnverifiedIdentifiers(tx: Db, userId: string): Promise<void> {
  await cancelOwnVerifications(tx, userId);
  await tx.emailAddress.deleteMany({ where: { userId, verifiedAt: null } });
  await tx.phoneNumber.deleteMany({ where: { userId, verifiedAt: null } });
  await tx.totpSecret.deleteMany({ where: { userId, verifiedAt: null } });
}

/** Resets the failure counts of a user who has been verified and has set a new password. */
export async function clearFailureCounters(db: Db, userId: string): Promise<void> {
  await resetPointsOf(db, [ownerOf("password", userId), ownerOf("code", userId)]);
}

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
 * A new password that has passed the policy, hashed, and whether every other session is to end with it: all of them, or all
 * but one that stays.
 */
export type PasswordChange = {
  passwordHash: string;
  signOutOfOtherSessions: boolean;
  exceptSessionId?: string;
};

/**
 * Gives a user a new password, with all that follows: the mark of a compromised one goes, whatever else was begun is
 * abandoned, unproven addresses, numbers and factors go, no browser is trusted any more, other sessions end, and every
 * verified address learns of it (NIST SP 800-63B-4 §4.6).
 *
 * @param tx the transaction in which the right to do so was claimed
 * @returns how many sessions were ended
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

/** What somebody else may have begun to add to the account is not theirs to finish. */
async function removeUnverifiedIdentifiers(tx: Db, userId: string): Promise<void> {
  await cancelOwnVerifications(tx, userId);
  await tx.emailAddress.deleteMany({ where: { userId, verifiedAt: null } });
  await tx.phoneNumber.deleteMany({ where: { userId, verifiedAt: null } });
  await tx.totpSecret.deleteMany({ where: { userId, verifiedAt: null } });
}

/** Starts new counts of failures for a user who has verified themselves and chosen a new password. */
export async function clearFailureCounters(db: Db, userId: string): Promise<void> {
  await resetPointsOf(db, [ownerOf("password", userId), ownerOf("code", userId)]);
}

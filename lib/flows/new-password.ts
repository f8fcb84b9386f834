import type { Db } from "@/lib/db/client";
import { forgetPoints } from "@/lib/db/rate-limit";
import { revokeSessionsOfUser } from "@/lib/session/rows";
import type { Caller } from "./caller";
import { identifiersOf, leadingIn } from "./identifiers/read";
import { limits, passwordLimitsBy, passwordLimitsFor } from "./limits";
import { tellEveryAddress } from "./notices";
import { forgetTrustedDevices } from "./second-factor/trusted-devices";
import { abandonAttempts } from "./sign-in/attempt";
import { cancelOwnVerifications } from "./verification/cancel";

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
export async function changePassword(
  tx: Db,
  userId: string,
  { passwordHash, signOutOfOtherSessions, exceptSessionId }: PasswordChange,
  caller: Caller,
): Promise<number> {
  await tx.$executeRaw`
    UPDATE "User" SET "passwordHash" = ${passwordHash}, "passwordChangedAt" = now(),
      "passwordCompromisedAt" = NULL, "updatedAt" = now()
    WHERE id = ${userId}::uuid`;
  await abandonAttempts(tx, userId);
  await dropClaims(tx, userId);
  await forgetTrustedDevices(tx, userId);
  const { ipAddress, userAgent } = caller.facts;
  const values = { changedFrom: { ipAddress, userAgent } };
  await tellEveryAddress(tx, userId, { template: "password-changed", values });
  return signOutOfOtherSessions ? revokeSessionsOfUser(tx, userId, "password_changed", exceptSessionId) : 0;
}

/** What somebody else may have begun to add to the account is not theirs to finish. */
async function dropClaims(tx: Db, userId: string): Promise<void> {
  await cancelOwnVerifications(tx, userId);
  await tx.emailAddress.deleteMany({ where: { userId, verifiedAt: null } });
  await tx.phoneNumber.deleteMany({ where: { userId, verifiedAt: null } });
  await tx.totpSecret.deleteMany({ where: { userId, verifiedAt: null } });
}

/** Who has proven themselves and chosen a new password starts with a clean count of failures. */
export async function forgetFailures(db: Db, userId: string): Promise<void> {
  await forgetWrongPasswords(db, userId);
  await forgetPoints(db, [limits.codesPerDay(userId)]);
}

/** Who has typed the right password starts with a clean count of wrong ones, by whichever identifier they were tried. */
export async function forgetWrongPasswords(db: Db, userId: string): Promise<void> {
  const identifiers = leadingIn(await identifiersOf(userId, db));
  await forgetPoints(db, [...passwordLimitsFor(userId), ...identifiers.flatMap(passwordLimitsBy)]);
}

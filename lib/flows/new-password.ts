import { config } from "@/lib/config";
import type { Db } from "@/lib/db/client";
import { forgetPoints } from "@/lib/db/rate-limit";
import { enqueueMessage } from "@/lib/messages/outbox";
import { revokeSessionsOfUser } from "@/lib/session/rows";
import type { Caller } from "./caller";
import { limits } from "./limits";
import { forgetTrustedDevices } from "./second-factor/trusted-devices";
import { abandonAttempts } from "./sign-in/attempt";

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
  await notify(tx, userId, caller);
  return signOutOfOtherSessions ? revokeSessionsOfUser(tx, userId, "password_changed", exceptSessionId) : 0;
}

/** What somebody else may have begun to add to the account is not theirs to finish. */
async function dropClaims(tx: Db, userId: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Verification" SET "cancelledAt" = now()
    WHERE "userId" = ${userId}::uuid AND purpose IN ('email_address', 'phone_number', 'fresh_proof', 'second_factor')
      AND "verifiedAt" IS NULL AND "cancelledAt" IS NULL`;
  await tx.emailAddress.deleteMany({ where: { userId, verifiedAt: null } });
  await tx.phoneNumber.deleteMany({ where: { userId, verifiedAt: null } });
  await tx.totpSecret.deleteMany({ where: { userId, verifiedAt: null } });
}

async function notify(tx: Db, userId: string, caller: Caller): Promise<void> {
  if (config().email.connector === null) return;
  const addresses = await tx.emailAddress.findMany({ where: { userId, verifiedAt: { not: null } } });
  const { ipAddress, userAgent } = caller.facts;
  for (const { address } of addresses) {
    await enqueueMessage(tx, {
      channel: "email",
      template: "password-changed",
      recipient: address,
      deliverable: true,
      values: { changedFrom: { ipAddress, userAgent } },
    });
  }
}

/** Who has proven themselves and chosen a new password starts with a clean count of failures. */
export async function forgetFailures(db: Db, userId: string): Promise<void> {
  await forgetPoints(db, [
    limits.passwordsFor(userId),
    limits.passwordsPerDay(userId),
    limits.codesPerDay(userId),
  ]);
}

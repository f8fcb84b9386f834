import { config } from "@/lib/config";
import type { Db } from "@/lib/db/client";
import type { SignInAttempt } from "@/lib/flows/sign-in/attempt";
import {
  awaitSecondFactor,
  createSignInSession,
  type SignInOutcome,
} from "@/lib/flows/sign-in/complete-first-factor";
import type { NewSession } from "@/lib/sessions/sessions";
import type { LockedUserRow } from "../accounts";
import { applyPasswordChange, type PasswordChange, recordPasswordReset } from "../apply-password-change";
import type { Caller } from "../caller";

/**
 * Stores the new password of a reset until the second factor of that reset is verified: access to a mailbox or a phone
 * alone must not replace a password (ASVS 6.4.3, NIST SP 800-63B-4 §4.2). If the attempt expires first, nothing has
 * changed. A trusted browser must verify it too, because a new password revokes its trust.
 *
 * @param tx the transaction in which the reset was claimed
 */
export async function storePendingPassword(
  tx: Db,
  signInId: string,
  { passwordHash: newPasswordHash, signOutOfOtherSessions: signOutOthers }: PasswordChange,
): Promise<SignInOutcome> {
  await tx.signIn.update({ where: { id: signInId }, data: { newPasswordHash, signOutOthers } });
  return { status: "needs_second_factor", signInId: await awaitSecondFactor(tx, signInId) };
}

/**
 * Sets the stored password of a reset whose second factor is verified, and signs the user in.
 *
 * @param tx the transaction in which the second factor was consumed
 * @returns the session, or `null` if the reset creates none: by access token, or with `AFTER_PASSWORD_RESET=sign-in`
 */
export async function applyPendingPassword(
  tx: Db,
  { id: signInId, signOutOthers, verification }: SignInAttempt,
  user: LockedUserRow,
  passwordHash: string,
  caller: Caller,
): Promise<NewSession | null> {
  const { userId } = user;
  const change = { passwordHash, signOutOfOtherSessions: signOutOthers };
  const sessionsRevoked = await applyPasswordChange(tx, userId, change, caller);
  const byAccessToken = await isByAccessToken(tx, verification.id);
  const signsIn = config().passwordReset.next === "session" && !byAccessToken;
  const session = signsIn
    ? await createSignInSession(
        tx,
        { user, attempt: { signInId }, withSecondFactor: true, isExpected: true },
        caller,
      )
    : null;
  const reset = {
    userId,
    signInId,
    sessionId: session?.id ?? null,
    sessionsRevoked,
    signedOutOfOtherSessions: signOutOthers,
    ...(byAccessToken && { details: { by: "access_token" } as const }),
  };
  await recordPasswordReset(tx, reset, caller);
  return session;
}

async function isByAccessToken(tx: Db, verificationId: string): Promise<boolean> {
  const consumed = { verificationId, isAccessToken: true, consumedAt: { not: null } };
  return (await tx.link.count({ where: consumed })) > 0;
}

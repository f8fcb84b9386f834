import { config } from "@/lib/config";
import { type Db, database } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { failure, type Result } from "@/lib/errors";
import { findAttempt, type SignInAttempt } from "@/lib/flows/sign-in/attempt";
import { completeFirstFactor, type SignInOutcome } from "@/lib/flows/sign-in/complete-first-factor";
import { hasSecondFactor } from "@/lib/sessions/second-factor";
import { lockUserRow } from "../accounts";
import {
  applyPasswordChange,
  hashNewPassword,
  type PasswordChange,
  recordPasswordReset,
} from "../apply-password-change";
import { type Caller, clientHash, requesterOf } from "../caller";
import { IS_VOID } from "../verification/void";
import { storePendingPassword } from "./pending-password";

export type NewPassword = { signInId: string; password: string; signOutOfOtherSessions: boolean };

/** The result of a reset: the sign-in outcome (`null` with `AFTER_PASSWORD_RESET=sign-in`) and the redirect URL. */
export type PasswordReset = { outcome: SignInOutcome | null; redirectUrl: string | null };

/**
 * Sets the new password of a user who verified the first factor, and signs the user in if the settings say so. A
 * rejected password has no effect: the attempt stays open, and another password can be submitted. For a user with a
 * second factor the password is stored until that factor is verified.
 *
 * @param input the attempt, a password that `checkNewPassword` has accepted, and whether all other sessions are revoked
 * @returns the reset; or `form_password_same_as_current`, `verification_already_verified`, `client_state_invalid`,
 *   `resource_not_found`
 */
export async function resetPassword(input: NewPassword, caller: Caller): Promise<Result<PasswordReset>> {
  const db = await database();
  const attempt = await findAttempt(db, input.signInId, caller);
  const rejected = findRejection(attempt);
  if (rejected || attempt === null) return rejected ?? failure("resource_not_found");
  const requester = requesterOf(caller.metadata, true);
  const hashed = await hashNewPassword(db, attempt.userId, input.password, requester);
  if (!hashed.ok) return hashed;
  const { passwordHash } = hashed;
  const completed = await inTransaction((tx) =>
    complete(tx, attempt, { passwordHash, signOutOfOtherSessions: input.signOutOfOtherSessions }, caller),
  );
  if (completed === null) return failure("client_state_invalid");
  return { ok: true, outcome: completed.outcome, redirectUrl: attempt.redirectUrl };
}

function findRejection(attempt: SignInAttempt | null) {
  if (attempt === null) return failure("resource_not_found");
  if (attempt.status === "complete") return failure("verification_already_verified");
  if (attempt.verification.ended || attempt.status !== "needs_new_password")
    return failure("client_state_invalid");
  return null;
}

/**
 * Completes the reset with all its effects in one transaction. Safe under concurrency: only one caller finds the
 * attempt pending.
 */
async function complete(
  tx: Db,
  attempt: SignInAttempt,
  change: PasswordChange,
  caller: Caller,
): Promise<{ outcome: SignInOutcome | null } | null> {
  const user = await lockUserRow(tx, attempt.userId);
  if (user === null || !(await claim(tx, attempt.id, caller))) return null;
  const { userId } = user;
  if (await hasSecondFactor(tx, userId))
    return { outcome: await storePendingPassword(tx, attempt.id, change) };
  const sessionsRevoked = await applyPasswordChange(tx, userId, change, caller);
  const signsIn = config().passwordReset.next === "session";
  const entering = { user, attempt: { signInId: attempt.id }, isExpected: true };
  const outcome = signsIn ? await completeFirstFactor(tx, entering, caller) : null;
  const sessionId = outcome?.status === "complete" ? outcome.session.id : null;
  const { signOutOfOtherSessions: signedOutOfOtherSessions } = change;
  const reset = { userId, signInId: attempt.id, sessionId, sessionsRevoked, signedOutOfOtherSessions };
  await recordPasswordReset(tx, reset, caller);
  return { outcome };
}

async function claim(tx: Db, signInId: string, caller: Caller): Promise<boolean> {
  const claimed = await tx.$executeRaw`
    UPDATE "SignIn" s SET status = 'complete'
    FROM "User" u, "Verification" v
    WHERE s.id = ${signInId}::uuid AND s.status = 'needs_new_password'
      AND v.id = s."verificationId" AND v."clientHash" = ${clientHash(caller)} AND v."expiresAt" > now()
      AND u.id = s."userId" AND u."lockedAt" IS NULL AND NOT ${IS_VOID}`;
  return claimed > 0;
}

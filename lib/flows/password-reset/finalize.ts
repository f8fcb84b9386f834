import { recordEvent } from "@/lib/audit";
import type { Db } from "@/lib/db/client";
import { emitPasswordReset } from "@/lib/events/user-events";
import { applyPasswordChange, clearFailureCounters, type PasswordChange } from "../apply-password-change";
import type { Caller } from "../caller";

/**
 * A reset whose verification was claimed: the user, the attempt and the new password. `by` is set when it came through
 * an access token.
 */
export type PasswordResetClaim = PasswordChange & { userId: string; signInId: string; by?: "access_token" };

/**
 * Sets the new password of a reset, creates the session, sends notices and webhooks, and clears failure counters.
 *
 * @param tx the transaction in which the verification was claimed
 * @param letIn runs after the password change and returns the session's ID, or `null` if it created none
 * @returns the result of `letIn`
 */
export async function finalizePasswordReset<Entered extends { sessionId: string | null }>(
  tx: Db,
  { userId, signInId, by, ...change }: PasswordResetClaim,
  letIn: () => Promise<Entered>,
  caller: Caller,
): Promise<Entered> {
  const sessionsRevoked = await applyPasswordChange(tx, userId, change, caller);
  const entered = await letIn();
  const { sessionId } = entered;
  await recordEvent(tx, caller.metadata, {
    type: "password_reset.completed",
    outcome: "success",
    userId,
    sessionId,
    signInId,
    details: { sessionsRevoked, ...(by && { by }) },
  });
  const { signOutOfOtherSessions: signedOutOfOtherSessions } = change;
  await emitPasswordReset(tx, { userId, signInId, sessionId, signedOutOfOtherSessions }, caller.metadata);
  await clearFailureCounters(tx, userId);
  return entered;
}

import { recordEvent } from "@/lib/audit";
import type { Db } from "@/lib/db/client";
import { emitPasswordReset } from "@/lib/events/user-events";
import { applyPasswordChange, clearFailureCounters, type PasswordChange } from "../apply-password-change";
import type { Caller } from "../caller";

/** A reset whose proof is claimed: whose, by which attempt, and the new password. `by` tells of a door of its own. */
export type PasswordResetClaim = PasswordChange & { userId: string; signInId: string; by?: "access_token" };

/**
 * Sets the new password of a reset, lets its person in, and tells everybody who is to know. What failed before is forgotten.
 *
 * @param tx the transaction in which the proof was claimed
 * @param letIn what comes after the password: a session with its id, or what there is in place of one
 * @returns what `letIn` gave
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

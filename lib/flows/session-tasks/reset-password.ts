import { type Db, database } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { failure, type Result } from "@/lib/errors";
import { checkNewPassword, passwordContext } from "@/lib/factors/password/policy";
import { type CurrentSession, userLabel } from "@/lib/sessions/find";
import { type NewSession, rotateSession } from "@/lib/sessions/sessions";
import { getSessionForTask, lockCurrentSession } from "../active-session";
import { applyPasswordChange, hashNewPassword, recordPasswordReset } from "../apply-password-change";
import { type Caller, requesterOf } from "../caller";

/**
 * Resolves the session task of a user whose password is flagged as compromised or is expired: sets a new password and
 * rotates the session token.
 *
 * @param input the password as typed, and whether all other sessions are revoked
 * @returns the session with its new token; or an error of the password policy, `form_password_same_as_current`,
 *   `authentication_invalid`, `client_state_invalid`
 */
export async function resolveResetPassword(
  input: { password: string; signOutOfOtherSessions: boolean },
  caller: Caller,
): Promise<Result<{ session: NewSession }>> {
  const found = await getSessionForTask("reset-password", caller);
  if (!found.ok) return found;
  const pending = found.session;

  const requester = requesterOf(caller.metadata, true);
  const context = passwordContext(userLabel(pending.user));
  const checked = await checkNewPassword(input.password, context, requester);
  if ("errors" in checked) return { ok: false, errors: checked.errors };
  const db = await database();
  const hashed = await hashNewPassword(db, pending.user.id, checked.password, requester);
  if (!hashed.ok) return hashed;
  const change = { passwordHash: hashed.passwordHash, signOutOfOtherSessions: input.signOutOfOtherSessions };
  const session = await inTransaction((tx) => complete(tx, pending, change, caller));
  if (session === null) return failure("client_state_invalid");
  return { ok: true, session };
}

/** Completes the task. If two tabs complete it concurrently, only one finds it pending. */
async function complete(
  tx: Db,
  pending: CurrentSession,
  change: { passwordHash: string; signOutOfOtherSessions: boolean },
  caller: Caller,
): Promise<NewSession | null> {
  const userId = pending.user.id;
  if (!(await lockCurrentSession(tx, caller))) return null;
  const claimed = await tx.$queryRaw<unknown[]>`
    SELECT FROM "User" WHERE id = ${userId}::uuid AND "lockedAt" IS NULL
      AND ("passwordCompromisedAt" IS NOT NULL OR "passwordExpiredAt" IS NOT NULL) FOR UPDATE`;
  if (claimed.length === 0) return null;
  const staying = { ...change, exceptSessionId: pending.id };
  const sessionsRevoked = await applyPasswordChange(tx, userId, staying, caller);
  const session = await rotateSession(tx, { sessionId: pending.id, proven: "none" });
  if (session === null) throw new Error("A session that is held has ended.");
  const reset = {
    userId,
    signInId: null,
    sessionId: session.id,
    sessionsRevoked,
    signedOutOfOtherSessions: change.signOutOfOtherSessions,
    details: { task: "reset-password" } as const,
  };
  await recordPasswordReset(tx, reset, caller);
  return session;
}

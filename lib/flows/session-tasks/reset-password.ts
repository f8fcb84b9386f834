import { recordEvent } from "@/lib/audit";
import { type Db, database } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { failure, type Result } from "@/lib/errors";
import { emitPasswordReset } from "@/lib/events/user-events";
import { hashPassword, verifyPassword } from "@/lib/factors/password/hash";
import { checkNewPassword, passwordContext } from "@/lib/factors/password/policy";
import type { Requester } from "@/lib/jobs/requester";
import type { CurrentSession } from "@/lib/sessions/find";
import { type NewSession, rotateSession } from "@/lib/sessions/sessions";
import { getSessionForTask, lockCurrentSession } from "../active-session";
import { applyPasswordChange, clearFailureCounters } from "../apply-password-change";
import { type Caller, requesterOf } from "../caller";

/**
 * Resolves the session task of a user whose password is flagged as compromised: sets a new password and rotates the
 * session token.
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
  const context = passwordContext(pending.user.emailAddress ?? "");
  const checked = await checkNewPassword(input.password, context, requester);
  if ("errors" in checked) return { ok: false, errors: checked.errors };
  const db = await database();
  if (await isCurrentPassword(db, pending.user.id, checked.password, requester)) {
    return failure("form_password_same_as_current", { paramName: "password" });
  }
  const passwordHash = await hashPassword(checked.password, requester);
  const change = { passwordHash, signOutOfOtherSessions: input.signOutOfOtherSessions };
  const session = await inTransaction((tx) => complete(tx, pending, change, caller));
  if (session === null) return failure("client_state_invalid");
  await clearFailureCounters(db, pending.user.id);
  return { ok: true, session };
}

async function isCurrentPassword(
  db: Db,
  userId: string,
  password: string,
  requester: Requester,
): Promise<boolean> {
  const user = await db.user.findUnique({ where: { id: userId }, select: { passwordHash: true } });
  return user?.passwordHash ? verifyPassword(user.passwordHash, password, requester) : false;
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
  const claimed = await tx.$executeRaw`
    UPDATE "User" SET "passwordCompromisedAt" = NULL
    WHERE id = ${userId}::uuid AND "passwordCompromisedAt" IS NOT NULL AND "lockedAt" IS NULL`;
  if (claimed === 0) return null;
  const staying = { ...change, exceptSessionId: pending.id };
  const sessionsRevoked = await applyPasswordChange(tx, userId, staying, caller);
  const session = await rotateSession(tx, { sessionId: pending.id, proven: "none" });
  if (session === null) throw new Error("A session that is held has ended.");
  await recordEvent(tx, caller.metadata, {
    type: "password_reset.completed",
    outcome: "success",
    userId,
    sessionId: session.id,
    details: { sessionsRevoked, task: "reset-password" },
  });
  await emitPasswordReset(
    tx,
    {
      userId,
      signInId: null,
      sessionId: session.id,
      signedOutOfOtherSessions: change.signOutOfOtherSessions,
    },
    caller.metadata,
  );
  return session;
}

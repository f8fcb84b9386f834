import { recordEvent } from "@/lib/audit";
import { type Db, database } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { failure, type Result, remapErrorField } from "@/lib/errors";
import { emitUserUpdated } from "@/lib/events/user-events";
import { checkNewPassword, passwordContext } from "@/lib/factors/password/policy";
import { type CurrentSession, userLabel } from "@/lib/sessions/find";
import { type NewSession, rotateSession } from "@/lib/sessions/sessions";
import { getActiveSession, getRecentlyAuthenticatedSession, lockCurrentSession } from "../active-session";
import {
  applyPasswordChange,
  clearFailureCounters,
  hashNewPassword,
  type PasswordChange,
} from "../apply-password-change";
import { type Caller, requesterOf } from "../caller";
import { checkRateLimits } from "../limits/check";
import { requestLimits } from "../limits/requests";
import { verifyCurrentPassword } from "../reauthentication/with-password";

/**
 * A password change. `currentPassword` may be `null` if the caller has recently authenticated. A user with a second
 * factor must always have recently authenticated with it, because a password alone must not suffice to take over the
 * account.
 */
export type OwnPasswordChange = {
  currentPassword: string | null;
  password: string;
  signOutOfOtherSessions: boolean;
};

/**
 * Changes the caller's password. The current session gets a new token.
 *
 * @returns the session; or the errors of `verifyCurrentPassword` at `currentPassword`, an error of the password policy
 *   or `form_password_same_as_current` at `password`, `fresh_proof_required`, `too_many_requests`,
 *   `authentication_invalid`, `session_pending`
 */
export async function changeOwnPassword(
  { currentPassword, password, signOutOfOtherSessions }: OwnPasswordChange,
  caller: Caller,
): Promise<Result<{ session: NewSession }>> {
  const found = await provenSession(currentPassword, caller);
  if (!found.ok) return remapErrorField(found, "password", "currentPassword");
  const { id: exceptSessionId, user } = found.session;
  const db = await database();
  const within = await checkRateLimits(db, caller.metadata, requestLimits.newPasswordsOf(user.id));
  if (!within.ok) return within;
  const requester = requesterOf(caller.metadata, true);
  const checked = await checkNewPassword(password, passwordContext(userLabel(user)), requester);
  if ("errors" in checked) return { ok: false, errors: checked.errors };
  const hashed = await hashNewPassword(db, user.id, checked.password, requester);
  if (!hashed.ok) return hashed;
  const change = { passwordHash: hashed.passwordHash, signOutOfOtherSessions, exceptSessionId };
  const session = await inTransaction((tx) => complete(tx, found.session, change, caller));
  if (session === null) return failure("authentication_invalid");
  await clearFailureCounters(db, user.id);
  return { ok: true, session };
}

async function provenSession(
  currentPassword: string | null,
  caller: Caller,
): Promise<Result<{ session: CurrentSession }>> {
  const found = await getActiveSession(caller);
  if (!found.ok) return found;
  const isEnough = currentPassword !== null && !found.session.hasSecondFactor;
  const proven = isEnough ? found : await getRecentlyAuthenticatedSession(caller);
  if (!proven.ok || currentPassword === null) return proven;
  return verifyCurrentPassword({ password: currentPassword }, caller);
}

/** Completes the change. Of two concurrent changes, only the first finds the session under its token. */
async function complete(
  tx: Db,
  { id, user }: CurrentSession,
  change: PasswordChange,
  caller: Caller,
): Promise<NewSession | null> {
  if (!(await lockCurrentSession(tx, caller))) return null;
  const sessionsRevoked = await applyPasswordChange(tx, user.id, change, caller);
  await emitUserUpdated(tx, user.id, "password_changed");
  await recordEvent(tx, caller.metadata, {
    type: "password.changed",
    outcome: "success",
    userId: user.id,
    sessionId: id,
    details: { sessionsRevoked },
  });
  return rotateSession(tx, { sessionId: id, proven: "none" });
}

import { recordEvent } from "@/lib/audit";
import { type Db, database } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { failure, type Result } from "@/lib/errors";
import { emitUserLocked } from "@/lib/events/user-events";
import { readPassword } from "@/lib/factors/password/policy";
import type { CurrentSession } from "@/lib/sessions/find";
import { type NewSession, rotateSession } from "@/lib/sessions/sessions";
import { getActiveSession, lockCurrentSession } from "../active-session";
import { type Caller, requesterOf } from "../caller";
import { checkRateLimits, tooManyRequests } from "../limits/check";
import { verifyPasswordGuess, withGuess } from "../limits/guesses";
import { requestLimits } from "../limits/requests";

/**
 * Reauthenticates the caller's session with the password. Wrong attempts count like those of signing in.
 *
 * @returns the session with a new token; or `form_password_incorrect`, `form_password_length_too_long`,
 *   `too_many_requests`, `authentication_invalid`, `session_pending`
 */
export async function reauthenticateWithPassword(
  input: { password: string },
  caller: Caller,
): Promise<Result<{ session: NewSession }>> {
  const found = await verifyCurrentPassword(input, caller);
  if (!found.ok) return found;
  const { id: sessionId } = found.session;
  const session = await inTransaction((tx) => renew(tx, sessionId, caller));
  return session === null ? failure("authentication_invalid") : { ok: true, session };
}

/**
 * Rotates the token of the session. Safe under concurrency: only one caller finds the session under its token, so a
 * token that was just issued stays valid.
 */
async function renew(tx: Db, sessionId: string, caller: Caller): Promise<NewSession | null> {
  if (!(await lockCurrentSession(tx, caller))) return null;
  return rotateSession(tx, { sessionId, proven: "first_factor" });
}

/**
 * Verifies the current password of the caller, for an action of the session that requires it. The session does not
 * change.
 *
 * @returns the session; or the errors of `reauthenticateWithPassword`
 */
export async function verifyCurrentPassword(
  input: { password: string },
  caller: Caller,
): Promise<Result<{ session: CurrentSession }>> {
  const found = await getActiveSession(caller);
  if (!found.ok) return found;
  const read = readPassword(input.password);
  if ("error" in read) return { ok: false, errors: [read.error] };
  const { id: sessionId, user } = found.session;
  const db = await database();
  const limits = requestLimits.reauthentications(user.id);
  const within = await checkRateLimits(db, caller.metadata, limits, { paramName: "password" });
  if (!within.ok) return within;
  // The client of a session has signed in before.
  const target = { kind: "password", account: user.id, identifier: user.id, isKnownClient: true } as const;
  const counted = await withGuess(db, target, caller, async (opened) => {
    const row = await db.user.findUnique({ where: { id: user.id }, select: { passwordHash: true } });
    const typed = { passwordHash: row?.passwordHash ?? null, password: read.password };
    const isRight = await verifyPasswordGuess(db, opened, typed, requesterOf(caller.metadata, true));
    return { outcome: isRight ? "right" : "wrong" };
  });
  if ("rejected" in counted) return tooManyRequests(counted.retryAfterSeconds, "password");
  const { guess, checked } = counted;
  const matches = checked.outcome === "right";
  await recordEvent(db, caller.metadata, {
    type: "fresh_proof.password",
    outcome: matches ? "success" : "failure",
    userId: user.id,
    sessionId,
  });
  if (!matches) {
    if (guess.filled !== null) {
      const lock = { userId: user.id, lockedForSeconds: guess.filled.windowSeconds };
      await emitUserLocked(db, lock, caller.metadata);
    }
    return failure("form_password_incorrect", { paramName: "password" }, { key: "not_your_password" });
  }
  return found;
}

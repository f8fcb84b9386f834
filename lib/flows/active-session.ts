import type { Db } from "@/lib/db/client";
import { failure, type Result } from "@/lib/errors";
import type { TaskKey } from "@/lib/session-tasks";
import { type CurrentSession, findSession } from "@/lib/sessions/find";
import { lockSession } from "@/lib/sessions/sessions";
import type { Caller } from "./caller";

/**
 * Returns the active session of the caller.
 *
 * @returns the session; or `authentication_invalid`, `session_pending`
 */
export async function getActiveSession(caller: Caller): Promise<Result<{ session: CurrentSession }>> {
  const session = caller.sessionToken === null ? null : await findSession(caller.sessionToken);
  if (session === null) return failure("authentication_invalid");
  return session.status === "active" ? { ok: true, session } : failure("session_pending");
}

/**
 * Returns the active session of a caller who has verified a factor in it within the last ten minutes. Changes to the
 * sign-in methods of an account require this (ASVS 7.5.1).
 *
 * @returns the session; or `fresh_proof_required`, or the errors of `getActiveSession`
 */
export async function getRecentlyAuthenticatedSession(
  caller: Caller,
): Promise<Result<{ session: CurrentSession }>> {
  const found = await getActiveSession(caller);
  if (!found.ok || found.session.isRecentlyAuthenticated) return found;
  return failure("fresh_proof_required");
}

/**
 * Returns the pending session of the caller whose current task is the given one.
 *
 * @returns the session; or `authentication_invalid`, `client_state_invalid` if another task comes first or no task is
 *   pending
 */
export async function getSessionForTask(
  task: TaskKey,
  caller: Caller,
): Promise<Result<{ session: CurrentSession }>> {
  const session = caller.sessionToken === null ? null : await findSession(caller.sessionToken);
  if (session === null) return failure("authentication_invalid");
  return session.tasks[0] === task ? { ok: true, session } : failure("client_state_invalid");
}

/**
 * Locks the session of the caller until the transaction ends. Of two concurrent requests, the second waits.
 *
 * @returns false if the session was revoked or given another token
 */
export async function lockCurrentSession(tx: Db, { sessionToken }: Caller): Promise<boolean> {
  return sessionToken !== null && lockSession(tx, sessionToken);
}

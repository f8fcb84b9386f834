import type { Db } from "@/lib/db/client";
import { failure, type Result } from "@/lib/errors";
import type { TaskKey } from "@/lib/session-tasks";
import { type CurrentSession, findSession } from "@/lib/sessions/find";
import { lockSession } from "@/lib/sessions/sessions";
import type { Caller } from "./caller";

/**
 * The active session of whoever calls.
 *
 * @returns the session; or `authentication_invalid`, `session_pending`
 */
export async function getActiveSession(caller: Caller): Promise<Result<{ session: CurrentSession }>> {
  const session = caller.sessionToken === null ? null : await findSession(caller.sessionToken);
  if (session === null) return failure("authentication_invalid");
  return session.status === "active" ? { ok: true, session } : failure("session_pending");
}

/**
 * The active session of somebody who has proven a factor in it within the last ten minutes, as changes to the ways into
 * an account need (ASVS 7.5.1).
 *
 * @returns the session; or `fresh_proof_required`, or the errors of `activeSession`
 */
export async function getRecentlyAuthenticatedSession(
  caller: Caller,
): Promise<Result<{ session: CurrentSession }>> {
  const found = await getActiveSession(caller);
  if (!found.ok || found.session.isRecentlyAuthenticated) return found;
  return failure("fresh_proof_required");
}

/**
 * The pending session of whoever calls, whose current task is the given one.
 *
 * @returns the session; or `authentication_invalid`, `client_state_invalid` where another task comes first, or none is left
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
 * Holds the session of whoever calls until the transaction ends: of two tabs at once the second waits.
 *
 * @returns false if it has ended, or has been given another token meanwhile
 */
export async function lockCurrentSession(tx: Db, { sessionToken }: Caller): Promise<boolean> {
  return sessionToken !== null && lockSession(tx, sessionToken);
}

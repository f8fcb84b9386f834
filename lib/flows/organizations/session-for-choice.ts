import type { Result } from "@/lib/errors";
import type { CurrentSession } from "@/lib/sessions/find";
import { getActiveSession, getSessionForTask } from "../active-session";
import type { Caller } from "../caller";

/**
 * Returns the session in which the caller may choose an organization or answer an invitation: an active session, or one
 * whose current task is `choose-organization`.
 *
 * @returns the session, and whether it is pending for an organization; or `authentication_invalid`, `session_pending` if
 *   another task comes first
 */
export async function sessionForChoice(
  caller: Caller,
): Promise<Result<{ session: CurrentSession; isPending: boolean }>> {
  const active = await getActiveSession(caller);
  if (active.ok) return { ...active, isPending: false };
  const pending = await getSessionForTask("choose-organization", caller);
  return pending.ok ? { ...pending, isPending: true } : active;
}

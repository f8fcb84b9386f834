import { type Actor, recordEvent } from "@/lib/audit";
import { database } from "@/lib/db/client";
import { failure, type Result } from "@/lib/errors";
import type { CurrentSession } from "@/lib/sessions/find";
import { getActiveSession, getRecentlyAuthenticatedSession } from "../active-session";
import type { Caller } from "../caller";

/**
 * Returns the caller as an admin actor. The role is re-read on every call. Attempts by other users are logged.
 *
 * @returns the actor; or `resource_not_found` for other users, `authentication_invalid`, `session_pending`
 */
export async function authorizeAdmin(caller: Caller): Promise<Result<{ actor: Actor }>> {
  return asAdministrator(await getActiveSession(caller), caller);
}

/**
 * Returns the caller as an admin actor who has authenticated recently.
 *
 * @returns the actor; or `fresh_proof_required`, or the errors of `authorizeAdmin`
 */
export async function authorizeAdminWithRecentAuth(caller: Caller): Promise<Result<{ actor: Actor }>> {
  const found = await authorizeAdmin(caller);
  return found.ok ? asAdministrator(await getRecentlyAuthenticatedSession(caller), caller) : found;
}

async function asAdministrator(
  found: Result<{ session: CurrentSession }>,
  { metadata }: Caller,
): Promise<Result<{ actor: Actor }>> {
  if (!found.ok) return found;
  const { id: userId, isAdmin } = found.session.user;
  if (isAdmin) return { ok: true, actor: { by: "administrator", userId, metadata } };
  await recordEvent(await database(), metadata, {
    type: "administration.refused",
    outcome: "failure",
    userId,
  });
  return failure("resource_not_found");
}

/**
 * Rejects an action of an admin on their own account: it could lock them out or bypass reauthentication.
 *
 * @returns the error, or `null`
 */
export function rejectSelfAction(actor: Actor, userId: string) {
  if (actor.userId !== userId) return null;
  return failure("client_state_invalid", {}, { key: "own_account" });
}

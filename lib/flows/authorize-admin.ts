import { type Actor, recordEvent } from "@/lib/audit";
import { database } from "@/lib/db/client";
import { failure, type Result } from "@/lib/errors";
import type { CurrentSession } from "@/lib/sessions/find";
import { getActiveSession, getRecentlyAuthenticatedSession } from "./active-session";
import type { Caller } from "./caller";

/**
 * Whoever calls, as the administrator they are: their role is read anew each time. That somebody else asked is noted.
 *
 * @returns who acts; or `resource_not_found` for anybody else, `authentication_invalid`, `session_pending`
 */
export async function authorizeAdmin(caller: Caller): Promise<Result<{ actor: Actor }>> {
  return asAdministrator(await getActiveSession(caller), caller);
}

/**
 * Whoever calls, as the administrator they are, who has proven lately that it is they.
 *
 * @returns who acts; or `fresh_proof_required`, or the errors of `administrator`
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
 * Refuses what an administrator must not do to themselves: it would lock them out, or get around a proof.
 *
 * @returns the refusal, or `null`
 */
export function rejectSelfAction(actor: Actor, userId: string) {
  if (actor.userId !== userId) return null;
  return failure("client_state_invalid", {}, { key: "own_account" });
}

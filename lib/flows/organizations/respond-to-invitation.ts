import { inTransaction } from "@/lib/db/transaction";
import type { Result } from "@/lib/errors";
import type { NewSession } from "@/lib/sessions/sessions";
import { getActiveSession, getSessionForTask } from "../active-session";
import type { Caller } from "../caller";
import { resolveChooseOrganization } from "./choose-organization";
import { answerInvitation, joinByInvitation } from "./join";

/** The result of accepting. `session` replaces a session that was pending for an organization. */
export type Joined = { organizationId: string; session: NewSession | null };

/**
 * Accepts an invitation, in an active session or in one that is pending for an organization.
 *
 * @param invitationId a UUID
 * @returns the organization; or `resource_not_found` for an invitation to another user, `client_state_invalid` for one
 *   that is no longer open, `authentication_invalid`
 */
export async function acceptInvitation(invitationId: string, caller: Caller): Promise<Result<Joined>> {
  const active = await getActiveSession(caller);
  if (!active.ok) return resolveChooseOrganization({ by: "invitation", invitationId }, caller);
  const joined = await inTransaction((tx) =>
    joinByInvitation(tx, { invitationId, session: active.session }, caller),
  );
  return joined.ok ? { ...joined, session: null } : joined;
}

/**
 * Declines an invitation.
 *
 * @param invitationId a UUID
 * @returns nothing; or the errors of `acceptInvitation`
 */
export async function declineInvitation(invitationId: string, caller: Caller): Promise<Result> {
  const active = await getActiveSession(caller);
  const found = active.ok ? active : await getSessionForTask("choose-organization", caller);
  if (!found.ok) return found;
  const { session } = found;
  return inTransaction((tx) => answerInvitation(tx, "declined", { invitationId, session }, caller));
}

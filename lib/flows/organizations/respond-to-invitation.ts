import { inTransaction } from "@/lib/db/transaction";
import type { Result } from "@/lib/errors";
import type { NewSession } from "@/lib/sessions/sessions";
import { getActiveSession, getSessionForTask } from "../active-session";
import type { Caller } from "../caller";
import { resolveChooseOrganization } from "../session-tasks/choose-organization";
import { answerInvitation, joinByInvitation } from "./join";

/** What accepting leads to. `session`: the one that takes the place of a session that waited for an organization. */
export type Joined = { organizationId: string; session: NewSession | null };

/**
 * Accepts an invitation, in an active session or in one that waits for an organization.
 *
 * @param invitationId a UUID
 * @returns the organization; or `resource_not_found` for one that was sent to somebody else, `client_state_invalid` for
 *   one that is no longer open, `authentication_invalid`
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
 * @returns nothing more; or the errors of `acceptInvitation`
 */
export async function declineInvitation(invitationId: string, caller: Caller): Promise<Result> {
  const active = await getActiveSession(caller);
  const found = active.ok ? active : await getSessionForTask("choose-organization", caller);
  if (!found.ok) return found;
  const { session } = found;
  return inTransaction((tx) => answerInvitation(tx, "declined", { invitationId, session }, caller));
}

import { inTransaction } from "@/lib/db/transaction";
import type { Result } from "@/lib/errors";
import type { NewSession } from "@/lib/sessions/sessions";
import type { Caller } from "../caller";
import { resolveChooseOrganization } from "./choose-organization";
import { answerInvitation, joinByInvitation } from "./join";
import { sessionForChoice } from "./session-for-choice";

/** The result of accepting. `session` replaces a session that was pending for an organization. */
export type Joined = { organizationId: string; session: NewSession | null };

/**
 * Accepts an invitation, in an active session or in one that is pending for an organization.
 *
 * @param invitationId a UUID
 * @returns the organization; or `resource_not_found` for an invitation to another user, `client_state_invalid` for one
 *   that is no longer open, or the errors of `sessionForChoice`
 */
export async function acceptInvitation(invitationId: string, caller: Caller): Promise<Result<Joined>> {
  const found = await sessionForChoice(caller);
  if (!found.ok) return found;
  if (found.isPending) return resolveChooseOrganization({ by: "invitation", invitationId }, caller);
  const { session } = found;
  const joined = await inTransaction((tx) => joinByInvitation(tx, { invitationId, session }, caller));
  return joined.ok ? { ...joined, session: null } : joined;
}

/**
 * Declines an invitation.
 *
 * @param invitationId a UUID
 * @returns nothing; or the errors of `acceptInvitation`
 */
export async function declineInvitation(invitationId: string, caller: Caller): Promise<Result> {
  const found = await sessionForChoice(caller);
  if (!found.ok) return found;
  const { session } = found;
  return inTransaction((tx) => answerInvitation(tx, "declined", { invitationId, session }, caller));
}

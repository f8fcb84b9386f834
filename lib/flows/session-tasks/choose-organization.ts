import type { Db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { failure, type Result } from "@/lib/errors";
import type { CurrentSession } from "@/lib/sessions/find";
import { type NewSession, rotateSession } from "@/lib/sessions/sessions";
import { getSessionForTask, lockCurrentSession } from "../active-session";
import type { Caller } from "../caller";
import { setActiveOrganization } from "../organizations/active-organization";
import { insertOrganization } from "../organizations/create";
import { joinByInvitation } from "../organizations/join";
import { organizationNotFound } from "../organizations/with-organization";

/** How somebody comes by the organization that their session waits for. */
export type OrganizationChoice =
  | { by: "membership"; organizationId: string }
  | { by: "invitation"; invitationId: string }
  | { by: "creation"; name: string };

/** The organization, and the session under its new token. */
type Chosen = { organizationId: string; session: NewSession };

/**
 * Resolves the task of a session that has to work in an organization: one of its person's own, one they are invited to,
 * or a new one.
 *
 * @param choice its ids are UUIDs, its name as typed
 * @returns the organization and the session; or `resource_not_found` for what is not theirs, `form_param_format_invalid`
 *   for a name, `authentication_invalid`, `client_state_invalid`
 */
export async function resolveChooseOrganization(
  choice: OrganizationChoice,
  caller: Caller,
): Promise<Result<Chosen>> {
  const found = await getSessionForTask("choose-organization", caller);
  if (!found.ok) return found;
  return inTransaction((tx) => complete(tx, found.session, choice, caller));
}

/** Of two tabs that finish the task at once, one finds it still to be done. */
async function complete(
  tx: Db,
  pending: CurrentSession,
  choice: OrganizationChoice,
  caller: Caller,
): Promise<Result<Chosen>> {
  if (!(await lockCurrentSession(tx, caller))) return failure("client_state_invalid");
  const entered = await enter(tx, pending, choice, caller);
  if (!entered.ok) return entered;
  const session = await rotateSession(tx, { sessionId: pending.id, proven: "none" });
  if (session === null) throw new Error("A session that is held has ended.");
  return { ok: true, organizationId: entered.organizationId, session };
}

async function enter(
  tx: Db,
  pending: CurrentSession,
  choice: OrganizationChoice,
  caller: Caller,
): Promise<Result<{ organizationId: string }>> {
  switch (choice.by) {
    case "creation":
      return insertOrganization(tx, pending, choice, caller);
    case "invitation":
      return joinByInvitation(tx, { invitationId: choice.invitationId, session: pending }, caller);
    case "membership": {
      const { organizationId } = choice;
      const entered = await setActiveOrganization(tx, pending, organizationId, caller);
      return entered ? { ok: true, organizationId } : organizationNotFound();
    }
  }
}

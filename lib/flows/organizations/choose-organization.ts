import type { Db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { failure, type Result } from "@/lib/errors";
import type { CurrentSession } from "@/lib/sessions/find";
import { type NewSession, rotateSession } from "@/lib/sessions/sessions";
import { getSessionForTask, lockCurrentSession } from "../active-session";
import type { Caller } from "../caller";
import { setActiveOrganization } from "./active-organization";
import { insertOrganization, type NewOrganization } from "./create";
import { joinByInvitation } from "./join";
import { organizationNotFound } from "./with-organization";

/** How the user obtains the organization that the session task requires. */
export type OrganizationChoice =
  | { by: "membership"; organizationId: string }
  | { by: "invitation"; invitationId: string }
  | ({ by: "creation" } & NewOrganization);

/** The organization, and the session with its new token. */
type Chosen = { organizationId: string; session: NewSession };

/**
 * Resolves the session task that requires an active organization: one the user is a member of, one the user is invited
 * to, or a new one.
 *
 * @param choice its IDs are UUIDs, its name as typed
 * @returns the organization and the session; or `resource_not_found` if the user has no such membership or invitation,
 *   `form_param_format_invalid` for an invalid name, `authentication_invalid`, `client_state_invalid`
 */
export async function resolveChooseOrganization(
  choice: OrganizationChoice,
  caller: Caller,
): Promise<Result<Chosen>> {
  const found = await getSessionForTask("choose-organization", caller);
  if (!found.ok) return found;
  return inTransaction((tx) => complete(tx, found.session, choice, caller));
}

/** Completes the task. If two tabs complete it concurrently, only one finds it pending. */
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

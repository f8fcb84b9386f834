import { recordEvent } from "@/lib/audit";
import { config } from "@/lib/config";
import { database } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { failure, type Result } from "@/lib/errors";
import { getActiveSession } from "../active-session";
import type { Caller } from "../caller";
import { setActiveOrganization } from "./active-organization";
import { organizationNotFound } from "./with-organization";

/**
 * Makes another organization the active one of the session.
 *
 * @param organizationId a UUID
 * @returns nothing; or `resource_not_found` if the user is not a member of it, `authentication_invalid`, `session_pending`
 */
export async function switchOrganization(organizationId: string, caller: Caller): Promise<Result> {
  const found = await getActiveSession(caller);
  if (!found.ok) return found;
  const entered = await inTransaction((tx) =>
    setActiveOrganization(tx, found.session, organizationId, caller),
  );
  return entered ? { ok: true } : organizationNotFound();
}

/**
 * Clears the active organization of the session.
 *
 * @returns nothing; or `client_state_invalid` if an organization is required, `authentication_invalid`, `session_pending`
 */
export async function clearActiveOrganization(caller: Caller): Promise<Result> {
  const found = await getActiveSession(caller);
  if (!found.ok) return found;
  if (config().tasks.requireOrganization) return failure("client_state_invalid");
  const { id: sessionId, user } = found.session;
  const db = await database();
  await db.session.update({ where: { id: sessionId }, data: { organizationId: null } });
  await recordEvent(db, caller.metadata, {
    type: "organization.switched",
    outcome: "success",
    userId: user.id,
    sessionId,
  });
  return { ok: true };
}

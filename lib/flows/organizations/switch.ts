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
 * Makes another organization the one that this session works in.
 *
 * @param organizationId a UUID
 * @returns nothing more; or `resource_not_found` for one its person is not in, `authentication_invalid`, `session_pending`
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
 * Lets this session work in no organization.
 *
 * @returns nothing more; or `client_state_invalid` where one is required, `authentication_invalid`, `session_pending`
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

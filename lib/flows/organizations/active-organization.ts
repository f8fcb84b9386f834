import { recordEvent } from "@/lib/audit";
import { config } from "@/lib/config";
import { type Db, database } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { failure, type Result } from "@/lib/errors";
import type { CurrentSession } from "@/lib/sessions/find";
import { getActiveSession } from "../active-session";
import type { Caller } from "../caller";
import { organizationNotFound } from "./with-organization";

/**
 * Makes an organization the active one of a session.
 *
 * @param organizationId a UUID
 * @returns false if the user is not a member of it, or the session is revoked
 */
export async function setActiveOrganization(
  tx: Db,
  { id: sessionId, user }: CurrentSession,
  organizationId: string,
  caller: Caller,
): Promise<boolean> {
  const entered = await tx.$executeRaw`
    UPDATE "Session" s SET "organizationId" = m."organizationId"
    FROM "Membership" m
    WHERE s.id = ${sessionId}::uuid AND s."revokedAt" IS NULL
      AND m."organizationId" = ${organizationId}::uuid AND m."userId" = s."userId"`;
  if (entered === 0) return false;
  await recordEvent(tx, caller.metadata, {
    type: "organization.switched",
    outcome: "success",
    userId: user.id,
    sessionId,
    details: { organizationId },
  });
  return true;
}

/**
 * Makes another organization the active one of the session.
 *
 * @param organizationId a UUID
 * @returns nothing; or `resource_not_found` if the user is not a member of it, `authentication_invalid`,
 *   `session_pending`
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
 * @returns nothing; or `client_state_invalid` if an organization is required, `authentication_invalid`,
 *   `session_pending`
 */
export async function clearActiveOrganization(caller: Caller): Promise<Result> {
  const found = await getActiveSession(caller);
  if (!found.ok) return found;
  if (config().tasks.required["choose-organization"]) return failure("client_state_invalid");
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

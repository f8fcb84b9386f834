import { recordEvent } from "@/lib/audit";
import type { Db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { failure, type Result } from "@/lib/errors";
import type { CurrentSession } from "@/lib/sessions/find";
import { getActiveSession } from "../active-session";
import type { Caller } from "../caller";
import { parseDisplayName } from "../display-name";
import { setActiveOrganization } from "./active-organization";

/** Maximum number of organizations that a user may own. */
const MAX_OWNED = 20;

const FIELD = { paramName: "name" };

/**
 * Creates an organization owned by the caller, and makes it the active organization of the session.
 *
 * @param input the name, as typed
 * @returns its id; or `form_param_format_invalid`, `authentication_invalid`, `session_pending`
 */
export async function createOrganization(
  input: { name: string },
  caller: Caller,
): Promise<Result<{ organizationId: string }>> {
  const found = await getActiveSession(caller);
  if (!found.ok) return found;
  return inTransaction((tx) => insertOrganization(tx, found.session, input, caller));
}

/**
 * Inserts an organization owned by the session's user, and makes it the active organization. Accepts an active or a
 * pending session.
 *
 * @returns its id; or `form_param_format_invalid` for an invalid name, or if the user owns too many organizations
 */
export async function insertOrganization(
  tx: Db,
  session: CurrentSession,
  input: { name: string },
  caller: Caller,
): Promise<Result<{ organizationId: string }>> {
  const userId = session.user.id;
  const parsed = parseDisplayName(input.name);
  if ("error" in parsed) return failure("form_param_format_invalid", FIELD, { key: parsed.error });
  // Serializes concurrent calls, which could otherwise exceed the maximum.
  await tx.$executeRaw`SELECT 1 FROM "User" WHERE id = ${userId}::uuid FOR NO KEY UPDATE`;
  if ((await tx.membership.count({ where: { userId, role: "owner" } })) >= MAX_OWNED) {
    const messageOverride = { key: "too_many_organizations", values: { most: MAX_OWNED } } as const;
    return failure("form_param_format_invalid", FIELD, messageOverride);
  }
  const { id: organizationId } = await tx.organization.create({
    data: { name: parsed.name, memberships: { create: { userId, role: "owner" } } },
  });
  await recordEvent(tx, caller.metadata, {
    type: "organization.created",
    outcome: "success",
    userId,
    sessionId: session.id,
    details: { organizationId },
  });
  await setActiveOrganization(tx, session, organizationId, caller);
  return { ok: true, organizationId };
}

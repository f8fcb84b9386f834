import { recordEvent } from "@/lib/audit";
import { creationId } from "@/lib/crypto/creation-id";
import type { Db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { failure, type Result } from "@/lib/errors";
import type { CurrentSession } from "@/lib/sessions/find";
import { getActiveSession } from "../active-session";
import type { Caller } from "../caller";
import { parseDisplayName } from "../display-name";
import { setActiveOrganization } from "./active-organization";

/** The name as typed, and the id of the form, which creates at most one organization of a name. */
export type NewOrganization = { name: string; formId?: string | undefined };

/** Maximum number of organizations that a user may own. */
const MAX_OWNED = 20;

const FIELD = { paramName: "name" };

/**
 * Creates an organization owned by the caller, and makes it the active organization of the session. A repeated
 * submission of the same form returns the organization of the first one.
 *
 * @returns its id; or `form_param_format_invalid`, `authentication_invalid`, `session_pending`, and
 *   `client_state_invalid` for the form of an organization that the user has left
 */
export async function createOrganization(
  input: NewOrganization,
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
 * @returns its id; or `form_param_format_invalid` for an invalid name, or if the user owns too many organizations; or
 *   `client_state_invalid` for the form of an organization that the user has left
 */
export async function insertOrganization(
  tx: Db,
  session: CurrentSession,
  input: NewOrganization,
  caller: Caller,
): Promise<Result<{ organizationId: string }>> {
  const userId = session.user.id;
  const parsed = parseDisplayName(input.name);
  if ("error" in parsed) return failure("form_param_format_invalid", FIELD, { key: parsed.error });
  // Serializes concurrent calls, which could otherwise exceed the maximum or submit the same form.
  await tx.$executeRaw`SELECT 1 FROM "User" WHERE id = ${userId}::uuid FOR NO KEY UPDATE`;
  const organizationId = creationId(input.formId, userId, parsed.name);
  const created = await tx.organization.findUnique({
    where: { id: organizationId },
    select: { memberships: { where: { userId } } },
  });
  if (created !== null)
    return created.memberships.length > 0 ? { ok: true, organizationId } : failure("client_state_invalid");
  if ((await tx.membership.count({ where: { userId, role: "owner" } })) >= MAX_OWNED) {
    const messageOverride = { key: "too_many_organizations", values: { most: MAX_OWNED } } as const;
    return failure("form_param_format_invalid", FIELD, messageOverride);
  }
  await tx.organization.create({
    data: { id: organizationId, name: parsed.name, memberships: { create: { userId, role: "owner" } } },
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

import { recordEvent } from "@/lib/audit";
import type { Db } from "@/lib/db/client";
import type { OrganizationRole } from "@/lib/db/generated/enums";
import { inTransaction } from "@/lib/db/transaction";
import { failure, type Result } from "@/lib/errors";
import { getActiveSession } from "../active-session";
import type { Caller } from "../caller";

/** What an act in an organization goes by: which one, who acts in which session, and their role at this moment. */
export type MemberContext = {
  organizationId: string;
  userId: string;
  sessionId: string;
  role: OrganizationRole;
};

/** What somebody is told of an organization that is not theirs, and of whatever is not in it. */
export function organizationNotFound() {
  return failure("resource_not_found", {}, { key: "not_in_organization" });
}

/**
 * Lets one transaction at a time change who is in an organization; others wait until it has. Two owners at once could
 * each demote the other. Whoever merely refers to the row, as a new session does, does not wait.
 */
export async function lockOrganization(tx: Db, organizationId: string): Promise<void> {
  await tx.$executeRaw`SELECT 1 FROM "Organization" WHERE id = ${organizationId}::uuid FOR NO KEY UPDATE`;
}

/**
 * Acts in an organization of whoever calls, one act after the other. That it is not theirs, or their role does not reach so
 * far, is noted in the audit log.
 *
 * @param organizationId a UUID
 * @param act gets the role that holds while it acts
 * @returns what the act returns; or `resource_not_found` for somebody else's organization, `authentication_invalid`,
 *   `session_pending`
 */
export async function withOrganizationLock<Success extends object>(
  organizationId: string,
  caller: Caller,
  act: (tx: Db, held: MemberContext) => Promise<Result<Success>>,
): Promise<Result<Success>> {
  const found = await getActiveSession(caller);
  if (!found.ok) return found;
  const { id: sessionId, user } = found.session;
  return inTransaction(async (tx) => {
    await lockOrganization(tx, organizationId);
    const membership = await tx.membership.findUnique({
      where: { organizationId_userId: { organizationId, userId: user.id } },
    });
    const result =
      membership === null
        ? organizationNotFound()
        : await act(tx, { organizationId, userId: user.id, sessionId, role: membership.role });
    const isRefused = membership === null || isRoleInsufficient(result);
    if (isRefused) await noteRefusal(tx, { organizationId, userId: user.id }, caller);
    return result;
  });
}

const isRoleInsufficient = (result: Result<object>) =>
  !result.ok && result.errors[0].code === "organization_role_insufficient";

function noteRefusal(
  tx: Db,
  who: Pick<MemberContext, "organizationId" | "userId">,
  { metadata }: Caller,
): Promise<void> {
  const { organizationId, userId } = who;
  const details = { organizationId };
  return recordEvent(tx, metadata, { type: "access.refused", outcome: "failure", userId, details });
}

import { recordEvent } from "@/lib/audit";
import type { Db } from "@/lib/db/client";
import type { OrganizationRole } from "@/lib/db/generated/enums";
import { inTransaction } from "@/lib/db/transaction";
import { failure, type Result } from "@/lib/errors";
import { getActiveSession } from "../active-session";
import type { Caller } from "../caller";

/**
 * The context of an action in an organization: the organization, the acting user and session, and the user's current
 * role.
 */
export type MemberContext = {
  organizationId: string;
  userId: string;
  sessionId: string;
  role: OrganizationRole;
};

/**
 * The error for an organization that the caller is not a member of, and for anything that is not in the organization.
 */
export function organizationNotFound() {
  return failure("resource_not_found", {}, { key: "not_in_organization" });
}

/**
 * Locks the memberships of an organization until the transaction ends. Without the lock, two owners could concurrently
 * demote each other. A transaction that only references the row, such as the creation of a session, does not wait.
 */
export async function lockOrganization(tx: Db, organizationId: string): Promise<void> {
  await tx.$executeRaw`SELECT 1 FROM "Organization" WHERE id = ${organizationId}::uuid FOR NO KEY UPDATE`;
}

/**
 * Runs an action in an organization of the caller while the organization is locked. Records `access.refused` in the
 * audit log if the caller is not a member or the role does not allow the action.
 *
 * @param organizationId a UUID
 * @param act receives the caller's role, which does not change while it runs
 * @returns the result of `act`; or `resource_not_found` if the caller is not a member, `authentication_invalid`,
 *   `session_pending`
 */
export async function withOrganizationLock<Success extends object>(
  organizationId: string,
  caller: Caller,
  act: (tx: Db, member: MemberContext) => Promise<Result<Success>>,
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

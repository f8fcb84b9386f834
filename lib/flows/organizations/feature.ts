import type { Actor } from "@/lib/audit";
import { type Db, database } from "@/lib/db/client";
import { failure, type Result } from "@/lib/errors";
import { revokeInvitationsTo } from "./invitation";
import { organizationsLeftWithoutOwner, removeAllMemberships } from "./remove-all-memberships";

/** What happens to the organizations of a user when their account changes. */
export const ORGANIZATION_FLOWS = {
  checkDeletion: async (db: Db, userId: string): Promise<Result> => {
    const left = await organizationsLeftWithoutOwner(db, userId);
    return left.length > 0 ? failure("organization_last_owner") : { ok: true };
  },
  deleteData: removeAllMemberships,
  handleLock: async (tx: Db, userId: string, actor: Actor): Promise<void> => {
    for (const { organizationId } of await tx.membership.findMany({ where: { userId } }))
      await revokeInvitationsTo(tx, { organizationId, userId, role: null }, actor);
  },
};

/** Lists the organizations whose ownership the user has to transfer before the account can be deleted. */
export async function organizationsBlockingDeletion(userId: string): Promise<{ id: string; name: string }[]> {
  return organizationsLeftWithoutOwner(await database(), userId);
}

import { type Actor, recordActorEvent } from "@/lib/audit";
import { inTransaction } from "@/lib/db/transaction";
import type { Result } from "@/lib/errors";
import { emitUserUpdated } from "@/lib/events/user-events";
import { userNotFound } from "./read";

/**
 * Updates a user.
 *
 * @param userId a UUID
 * @param change the name; `null` removes it
 * @returns nothing; or `resource_not_found`
 */
export async function updateUser(
  userId: string,
  change: { name: string | null },
  actor: Actor,
): Promise<Result> {
  return inTransaction(async (tx) => {
    const updated = await tx.$executeRaw`
      UPDATE "User" SET name = ${change.name}, "updatedAt" = now() WHERE id = ${userId}::uuid`;
    if (updated === 0) return userNotFound();
    await emitUserUpdated(tx, userId, "name_changed");
    await recordActorEvent(tx, actor, { type: "user.updated", userId });
    return { ok: true };
  });
}

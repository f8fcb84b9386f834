import { type Actor, recordActorEvent } from "@/lib/audit";
import { inTransaction } from "@/lib/db/transaction";
import type { Result } from "@/lib/errors";
import { emitUserUpdated } from "@/lib/events/user-events";
import { setUsername } from "../usernames/change";
import { readNewUsername } from "../usernames/username";
import { userNotFound } from "./read";

/**
 * Updates a user.
 *
 * @param userId a UUID
 * @param change the name and the username, as typed; `null` removes it, and a missing one does not change
 * @returns nothing; or `resource_not_found`, and by field `form_param_format_invalid`, `form_identifier_exists`,
 *   `last_identifier`
 */
export async function updateUser(
  userId: string,
  { name, username }: { name?: string | null | undefined; username?: string | null | undefined },
  actor: Actor,
): Promise<Result> {
  const read = username == null ? { username } : readNewUsername(username);
  if ("error" in read) return { ok: false, errors: [read.error] };
  return inTransaction<Result>(async (tx) => {
    if (read.username !== undefined) {
      const set = await setUsername(tx, userId, read.username, actor);
      if (!set.ok) return set;
    }
    if (name === undefined) return { ok: true };
    const updated = await tx.$executeRaw`
      UPDATE "User" SET name = ${name}, "updatedAt" = now() WHERE id = ${userId}::uuid`;
    if (updated === 0) return userNotFound();
    await emitUserUpdated(tx, userId, "name_changed");
    await recordActorEvent(tx, actor, { type: "user.updated", userId });
    return { ok: true };
  });
}

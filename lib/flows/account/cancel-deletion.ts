import { recordEvent } from "@/lib/audit";
import type { Db } from "@/lib/db/client";
import { emitUserUpdated } from "@/lib/events/user-events";
import type { Caller } from "../caller";
import { notifyAccountChange } from "../security-notices";

/**
 * Cancels the requested deletion of an account, if there is one, and notifies each of its addresses.
 *
 * @param tx the transaction of the sign-in
 */
export async function cancelDeletion(tx: Db, userId: string, caller: Caller): Promise<void> {
  const calledOff = await tx.$executeRaw`
    UPDATE "User" SET "deletionDueAt" = NULL, "updatedAt" = now()
    WHERE id = ${userId}::uuid AND "deletionDueAt" IS NOT NULL`;
  if (calledOff === 0) return;
  await recordEvent(tx, caller.metadata, { type: "user.deletion_cancelled", outcome: "success", userId });
  await notifyAccountChange(tx, userId, { change: "deletion_cancelled", masked: "" }, caller);
  await emitUserUpdated(tx, userId, "deletion_cancelled");
}

import { type Actor, recordAct } from "@/lib/audit";
import { afterCommit, inTransaction } from "@/lib/db/transaction";
import { failure, type Result } from "@/lib/errors";
import { wakeOutbox } from "@/lib/messages/outbox";

/**
 * Sends a message that has failed once more, under its own id. Codes and links cannot be: nobody waits for them any more.
 *
 * @param messageId a UUID
 * @returns nothing more; or `resource_not_found` for one that has not failed, or has been forgotten
 */
export async function resendMessage(messageId: string, actor: Actor): Promise<Result> {
  return inTransaction<Result>(async (tx) => {
    const resent = await tx.$executeRaw`
      UPDATE "OutboxMessage" SET status = 'queued', attempts = 0, "nextAttemptAt" = now(), "endedAt" = NULL
      WHERE id = ${messageId}::uuid AND status = 'failed' AND "sealedValues" IS NOT NULL
        AND ("expiresAt" IS NULL OR "expiresAt" > now())`;
    if (resent === 0) return failure("resource_not_found", {}, { key: "message_not_kept" });
    await recordAct(tx, actor, { type: "message.resent", details: { messageId } });
    afterCommit(tx, wakeOutbox);
    return { ok: true };
  });
}

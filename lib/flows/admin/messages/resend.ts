import { type Actor, recordActorEvent } from "@/lib/audit";
import { Prisma } from "@/lib/db/client";
import { afterCommit, inTransaction } from "@/lib/db/transaction";
import { failure, type Result } from "@/lib/errors";
import { notifyOutboxWorker } from "@/lib/notifications/outbox";

/** Matches messages to a locked account. Nothing is sent to it, not even manually. */
const GOES_TO_LOCKED_ACCOUNT = Prisma.sql`EXISTS (
  SELECT 1 FROM "EmailAddress" e JOIN "User" u ON u.id = e."userId"
  WHERE e.address = recipient AND e."verifiedAt" IS NOT NULL AND u."lockedAt" IS NOT NULL)`;

/**
 * Sends a failed message again, under the same id. Codes and links cannot be resent, because the user no longer waits
 * for them.
 *
 * @param messageId a UUID
 * @returns nothing; or `resource_not_found` for a message that has not failed, whose content was erased or has expired,
 *   or that is for a locked account
 */
export async function resendMessage(messageId: string, actor: Actor): Promise<Result> {
  return inTransaction<Result>(async (tx) => {
    const resent = await tx.$executeRaw`
      UPDATE "OutboxMessage" SET status = 'queued', attempts = 0, "nextAttemptAt" = now(), "endedAt" = NULL
      WHERE id = ${messageId}::uuid AND status = 'failed' AND "sealedValues" IS NOT NULL
        AND ("expiresAt" IS NULL OR "expiresAt" > now()) AND NOT ${GOES_TO_LOCKED_ACCOUNT}`;
    if (resent === 0) return failure("resource_not_found", {}, { key: "message_not_kept" });
    await recordActorEvent(tx, actor, { type: "message.resent", details: { messageId } });
    afterCommit(tx, notifyOutboxWorker);
    return { ok: true };
  });
}

import { config } from "@/lib/config";
import { encrypt } from "@/lib/crypto/encryption";
import type { Db } from "@/lib/db/client";
import type { Channel, OutgoingMessage, TemplateName } from "./message";
import { outboxWakeSignal } from "./wake-signals";

/** How urgent each template is: lower goes first. */
const PRIORITY: Record<TemplateName, number> = {
  "verification-code": 10,
  "verification-link": 10,
  "sign-up-existing": 10,
  "organization-invitation": 20,
  "account-changed": 20,
  "password-changed": 20,
  "password-reset-asked": 20,
  "deletion-requested": 20,
  "account-deleted": 20,
  "webhook-disabled": 30,
};

/** After how many seconds a message is worth nothing any more; `null` for never. */
function secondsOfUse({ values }: OutgoingMessage): number | null {
  return "ttlSeconds" in values ? values.ttlSeconds : null;
}

/** Whether any connector can send messages of a channel. */
export function deliveryAvailable(channel: Channel): boolean {
  const { email, sms } = config();
  return (channel === "email" ? email.connector : sms.connector) !== null;
}

/**
 * Writes a message down, to be sent once the transaction has committed: if it rolls back there is no message, and if the
 * process dies right after it, there still is.
 *
 * @param tx the transaction the message belongs to
 * @returns the message's id, which is its idempotency key too
 */
export async function enqueueMessage(tx: Db, message: OutgoingMessage): Promise<string> {
  const [row] = await tx.$queryRaw<[{ id: string }]>`
    INSERT INTO "OutboxMessage"
      ("channel", "template", "recipient", "deliverable", "verificationId", "locale", "priority", "sealedValues",
       "expiresAt")
    VALUES (${message.channel}::"MessageChannel", ${message.template}, ${message.recipient}, ${message.deliverable},
            ${message.verificationId ?? null}::uuid, ${message.locale}, ${PRIORITY[message.template]}, ${encrypt("outbox", message.values)},
            now() + ${secondsOfUse(message)}::int * interval '1 second')
    RETURNING id`;
  return row.id;
}

/**
 * Ends every message that is still to be sent to one of these recipients or for one of these verifications, and forgets
 * what was in it, and in those that failed and could be sent again.
 */
export async function dropMessages(
  tx: Db,
  { recipients, verificationIds }: { recipients: string[]; verificationIds: string[] },
): Promise<void> {
  await tx.$executeRaw`
    UPDATE "OutboxMessage" SET "sealedValues" = NULL, "leaseExpiresAt" = NULL, "endedAt" = coalesce("endedAt", now()),
      status = CASE WHEN "endedAt" IS NULL THEN 'suppressed' ELSE status END
    WHERE "sealedValues" IS NOT NULL
      AND (recipient = ANY (${recipients}) OR "verificationId" = ANY (${verificationIds}::uuid[]))`;
}

/** Tells the workers of this process, if it has any, that there is something to send. */
export function notifyOutboxWorker(): void {
  for (const { nudge } of Object.values(outboxWakeSignal)) nudge();
}

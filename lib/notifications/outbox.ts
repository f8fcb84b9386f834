import { config } from "@/lib/config";
import { encrypt } from "@/lib/crypto/encryption";
import { keyedHash } from "@/lib/crypto/hash";
import type { Db } from "@/lib/db/client";
import { afterCommit } from "@/lib/db/transaction";
import type { Requester } from "@/lib/jobs/requester";
import type { Channel, OutgoingMessage, TemplateName } from "./message";
import { outboxWakeSignal } from "./wake-signals";

/** The priority of a message whose template is not in `PRIORITIES`. */
const DEFAULT_PRIORITY = 20;

/** The priorities of templates: lower numbers are sent first. */
const PRIORITIES: Partial<Record<TemplateName, number>> = {
  "verification-code": 10,
  "verification-link": 10,
  "sign-up-existing": 10,
  "sign-up-rejected": 10,
  "webhook-disabled": 30,
};

/** Returns after how many seconds a message expires, or `null` if it does not expire. */
function secondsOfUse({ values }: OutgoingMessage): number | null {
  return "ttlSeconds" in values ? values.ttlSeconds : null;
}

/** Whether a connector is configured for a channel. */
export function deliveryAvailable(channel: Channel): boolean {
  const configured: Partial<Record<Channel, { connector: string | null }>> = config();
  return (configured[channel]?.connector ?? null) !== null;
}

/** The origin of a message, for the order in which messages are sent. */
type MessageRequester = Pick<Requester, "block" | "isKnownClient">;

/**
 * Returns the hash of a requester. The known clients of a block take their own turns, so that others do not delay them.
 */
function hashRequester({ block, isKnownClient }: MessageRequester) {
  return keyedHash("requester", block, isKnownClient ? "known" : "unknown");
}

/**
 * Stores a message, and notifies the worker of its channel once the transaction has committed. If the transaction rolls
 * back, there is no message; if the process crashes after the commit, the message is still sent.
 *
 * @param tx the transaction the message belongs to
 * @param requester takes turns with other requesters; `null` if no request caused the message
 * @returns the message's id, which is also its idempotency key
 */
export async function enqueueMessage(
  tx: Db,
  message: OutgoingMessage,
  requester: MessageRequester | null,
): Promise<string> {
  const [row] = await tx.$queryRaw<[{ id: string }]>`
    INSERT INTO "OutboxMessage"
      ("channel", "template", "recipient", "deliverable", "verificationId", "locale", "priority", "sealedValues",
       "requesterHash", "isKnownClient", "expiresAt")
    VALUES (${message.channel}::"MessageChannel", ${message.template}, ${message.recipient}, ${message.deliverable},
            ${message.verificationId ?? null}::uuid, ${message.locale}, ${PRIORITIES[message.template] ?? DEFAULT_PRIORITY}, ${encrypt("outbox", message.values)},
            ${requester && hashRequester(requester)}, ${requester?.isKnownClient ?? false},
            now() + ${secondsOfUse(message)}::int * interval '1 second')
    RETURNING id`;
  afterCommit(tx, outboxWakeSignal[message.channel].nudge);
  return row.id;
}

/**
 * Cancels every unsent message to these recipients or for these verifications, and deletes its content. Also deletes
 * the content of failed messages that could have been sent again.
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

/** Notifies the workers of this process, if there are any, that a message is due. */
export function notifyOutboxWorker(): void {
  for (const { nudge } of Object.values(outboxWakeSignal)) nudge();
}

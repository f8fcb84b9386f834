import type { Db } from "@/lib/db/client";
import type { OutboxStatus } from "@/lib/db/generated/enums";
import { LEASE_SECONDS } from "@/lib/jobs/lease";
import type { Channel, OutgoingMessage } from "./message";

/** A message claimed by one worker. `attempts` includes the current attempt and identifies this claim of the row. */
export type ClaimedMessage = {
  id: string;
  channel: Channel;
  template: OutgoingMessage["template"];
  recipient: string;
  deliverable: boolean;
  sealedValues: Uint8Array;
  attempts: number;
  verificationId: string | null;
  /** May come from an instance of another version, so it is not validated. */
  locale: string;
  createdAt: Date;
  isExpired: boolean;
};

/**
 * How a message ends. `isKept` keeps its content so that it can be sent again. An expired message keeps its last error.
 */
export type DeliveryOutcome = {
  status: OutboxStatus;
  connector: string | null;
  lastError: string | null;
  isKept?: boolean;
};

/**
 * Claims the most urgent message of a channel that is due or has expired. No other worker of any process claims it
 * during the lease.
 *
 * @param leaseSeconds how long the claim lasts; after that the worker counts as crashed
 */
export async function claimMessage(
  db: Db,
  channel: Channel,
  leaseSeconds = LEASE_SECONDS,
): Promise<ClaimedMessage | null> {
  const [message] = await db.$queryRaw<ClaimedMessage[]>`
    UPDATE "OutboxMessage" SET status = 'sending', attempts = attempts + 1,
      "leaseExpiresAt" = now() + ${leaseSeconds} * interval '1 second'
    WHERE id = (
      SELECT id FROM "OutboxMessage"
      WHERE channel = ${channel}::"MessageChannel" AND "endedAt" IS NULL
        AND ("nextAttemptAt" <= now() OR "expiresAt" <= now())
        AND ("leaseExpiresAt" IS NULL OR "leaseExpiresAt" <= now())
      ORDER BY priority, "nextAttemptAt" LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING id, channel::text AS channel, template, recipient, deliverable, "sealedValues", attempts,
      "verificationId", locale, "createdAt",
      coalesce("expiresAt" <= now(), false) AS "isExpired"`;
  return message ?? null;
}

/** Extends the lease of a message that is being sent, unless another worker has claimed it. */
export async function extendMessageLease(db: Db, { id, attempts }: ClaimedMessage): Promise<void> {
  await db.$executeRaw`
    UPDATE "OutboxMessage" SET "leaseExpiresAt" = now() + ${LEASE_SECONDS} * interval '1 second'
    WHERE id = ${id}::uuid AND attempts = ${attempts} AND "endedAt" IS NULL AND "leaseExpiresAt" IS NOT NULL`;
}

/**
 * Ends a message and deletes its content, unless it is to be kept.
 *
 * @returns false if another worker has claimed or ended the message since
 */
export async function endMessage(db: Db, message: ClaimedMessage, ending: DeliveryOutcome): Promise<boolean> {
  const ended = await db.$executeRaw`
    UPDATE "OutboxMessage" SET status = ${ending.status}::"OutboxStatus",
      "sealedValues" = CASE WHEN ${ending.isKept ?? false} THEN "sealedValues" END,
      "leaseExpiresAt" = NULL, connector = ${ending.connector}, "endedAt" = now(),
      "lastError" = CASE WHEN ${ending.status} = 'expired' THEN coalesce("lastError", ${ending.lastError}) ELSE ${ending.lastError} END
    WHERE id = ${message.id}::uuid AND attempts = ${message.attempts} AND "endedAt" IS NULL`;
  return ended === 1;
}

/** Reschedules a message to be attempted again after `seconds`. */
export async function rescheduleMessage(
  db: Db,
  message: ClaimedMessage,
  seconds: number,
  lastError: string,
): Promise<void> {
  await db.$executeRaw`
    UPDATE "OutboxMessage" SET status = 'queued', "leaseExpiresAt" = NULL, "lastError" = ${lastError},
      "nextAttemptAt" = now() + ${seconds} * interval '1 second'
    WHERE id = ${message.id}::uuid AND attempts = ${message.attempts} AND "endedAt" IS NULL`;
}

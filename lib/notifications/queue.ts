import type { Db } from "@/lib/db/client";
import type { OutboxStatus } from "@/lib/db/generated/enums";
import { LEASE_SECONDS } from "@/lib/jobs/lease";
import type { Channel, OutgoingMessage } from "./message";

/** A message in the hands of one worker. `attempts` counts this try too, and tells it from every other hold on the row. */
export type ClaimedMessage = {
  id: string;
  channel: Channel;
  template: OutgoingMessage["template"];
  recipient: string;
  deliverable: boolean;
  sealedValues: Uint8Array;
  attempts: number;
  verificationId: string | null;
  /** As an instance of another version may have written it. */
  locale: string;
  createdAt: Date;
  isExpired: boolean;
};

/** How a message ends, and whether what was in it is kept, to be sent again. One that expires keeps its last error. */
export type DeliveryOutcome = {
  status: OutboxStatus;
  connector: string | null;
  lastError: string | null;
  isKept?: boolean;
};

/**
 * Takes the most urgent message of a channel that is due, or has expired, so that no other worker, here or elsewhere,
 * takes it too.
 *
 * @param leaseSeconds how long it is left to this worker; after that its process counts as crashed
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
 * Ends a message and, unless it is to be kept, forgets what was in it.
 *
 * @returns false if it has been claimed anew meanwhile, and is no longer this worker's to end
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

/** Puts a message back, to be tried again in so many seconds. */
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

import type { Db } from "@/lib/db/client";
import type { OutboxStatus } from "@/lib/db/generated/enums";
import { LEASE_SECONDS } from "@/lib/jobs/lease";
import { SEND_TIMEOUT_MS } from "./delivery-error";
import type { Channel, OutgoingMessage } from "./message";
import { UNREACHABLE } from "./unreachable";

/**
 * The seconds after which the user sees the outcome of an attempt. Longer than most deliveries take, so that the time
 * of the change does not reveal whether the message, or another one before it, was really sent.
 */
export const OUTCOME_SHOWN_AFTER_SECONDS = 3;

/** The same for the attempt after an unreachable provider: as long as one attempt may take. */
export const RETRY_SHOWN_AFTER_SECONDS = SEND_TIMEOUT_MS / 1000;

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
 * Among messages of equal priority, requesters take turns: the requester with the fewest messages that were claimed in
 * the last minute comes first, then a known client, then the oldest message. Messages without a requester wait for no
 * turn.
 *
 * @param leaseSeconds how long the claim lasts; after that the worker counts as crashed
 */
export async function claimMessage(
  db: Db,
  channel: Channel,
  leaseSeconds = LEASE_SECONDS,
): Promise<ClaimedMessage | null> {
  const [message] = await db.$queryRaw<ClaimedMessage[]>`
    WITH recent AS MATERIALIZED (
      SELECT "requesterHash", count(*) AS claims FROM "OutboxMessage"
      WHERE channel = ${channel}::"MessageChannel" AND "claimedAt" > now() - interval '1 minute'
        AND "requesterHash" IS NOT NULL
      GROUP BY "requesterHash")
    UPDATE "OutboxMessage" SET status = 'sending', attempts = attempts + 1, "claimedAt" = now(),
      "leaseExpiresAt" = now() + ${leaseSeconds} * interval '1 second',
      "delayedUntil" = CASE WHEN "lastError" = ${UNREACHABLE}
        THEN now() + ${RETRY_SHOWN_AFTER_SECONDS} * interval '1 second' ELSE "delayedUntil" END
    WHERE id = (
      SELECT m.id FROM "OutboxMessage" m LEFT JOIN recent r ON r."requesterHash" = m."requesterHash"
      WHERE m.channel = ${channel}::"MessageChannel" AND m."endedAt" IS NULL
        AND (m."nextAttemptAt" <= now() OR m."expiresAt" <= now())
        AND (m."leaseExpiresAt" IS NULL OR m."leaseExpiresAt" <= now())
      ORDER BY m.priority, coalesce(r.claims, 0), m."isKnownClient" DESC, m."nextAttemptAt"
      LIMIT 1 FOR UPDATE OF m SKIP LOCKED)
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

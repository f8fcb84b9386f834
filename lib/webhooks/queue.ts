import type { Db } from "@/lib/db/client";
import { LEASE_SECONDS } from "@/lib/jobs/lease";
import type { PostOutcome } from "./post";

/** A delivery claimed by one worker. `attempts` includes the current attempt and identifies this claim of the row. */
export type ClaimedDelivery = {
  id: string;
  endpointId: string;
  url: string;
  eventId: string;
  type: string;
  payload: unknown;
  occurredAt: Date;
  attempts: number;
  /** The time of the claim, by the database's clock. */
  claimedAt: Date;
  sealedSecret: Uint8Array;
  /** The previous secret, while it is still used for signatures. */
  sealedPreviousSecret: Uint8Array | null;
};

/** The maximum number of concurrent requests to one endpoint, so that a slow endpoint delays only itself. */
const IN_HAND_PER_ENDPOINT = 3;

/**
 * Claims due deliveries, at most one of each endpoint. No other worker of any process claims them during the lease.
 *
 * @param limit the maximum number
 * @param leaseSeconds how long the claim lasts; after that the worker counts as crashed
 */
export async function claimDeliveries(
  db: Db,
  limit: number,
  leaseSeconds = LEASE_SECONDS,
): Promise<ClaimedDelivery[]> {
  return db.$queryRaw<ClaimedDelivery[]>`
    WITH due AS MATERIALIZED (
      SELECT d.id, d."endpointId" FROM "WebhookEndpoint" e
      CROSS JOIN LATERAL (
        SELECT * FROM "WebhookDelivery" w
        WHERE w."endpointId" = e.id AND w."endedAt" IS NULL AND w."nextAttemptAt" <= now()
          AND (w."leaseExpiresAt" IS NULL OR w."leaseExpiresAt" <= now())
        ORDER BY w."nextAttemptAt" LIMIT 1 FOR UPDATE SKIP LOCKED) d
      WHERE e."disabledAt" IS NULL AND ${IN_HAND_PER_ENDPOINT} > (
        SELECT count(*) FROM "WebhookDelivery" h
        WHERE h."endpointId" = e.id AND h."endedAt" IS NULL AND h."leaseExpiresAt" > now())
      ORDER BY d."nextAttemptAt" LIMIT ${limit})
    UPDATE "WebhookDelivery" w SET status = 'sending', attempts = attempts + 1,
      "leaseExpiresAt" = now() + ${leaseSeconds} * interval '1 second'
    FROM due JOIN "WebhookEndpoint" e ON e.id = due."endpointId"
    WHERE w.id = due.id
    RETURNING w.id, w."endpointId", e.url, w."eventId", w.type, w.payload, w."occurredAt", w.attempts,
      now() AS "claimedAt", e."sealedSecret",
      CASE WHEN e."previousSecretEndsAt" > now() THEN e."sealedPreviousSecret" END AS "sealedPreviousSecret"`;
}

/** Extends the lease of a delivery that is being sent, unless another worker has claimed it. */
export async function extendDeliveryLease(db: Db, { id, attempts }: ClaimedDelivery): Promise<void> {
  await db.$executeRaw`
    UPDATE "WebhookDelivery" SET "leaseExpiresAt" = now() + ${LEASE_SECONDS} * interval '1 second'
    WHERE id = ${id}::uuid AND attempts = ${attempts} AND "endedAt" IS NULL AND "leaseExpiresAt" IS NOT NULL`;
}

/** Records an attempt. */
export async function recordAttempt(
  tx: Db,
  deliveryId: string,
  { durationMs, statusCode, error }: Pick<PostOutcome, "durationMs" | "statusCode" | "error">,
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "WebhookAttempt" ("deliveryId", "durationMs", "statusCode", error)
    VALUES (${deliveryId}::uuid, ${durationMs}, ${statusCode}, ${error})`;
}

/**
 * Ends a delivery.
 *
 * @returns false if another worker has claimed or ended it since
 */
export async function endDelivery(
  tx: Db,
  { id, attempts }: ClaimedDelivery,
  status: "delivered" | "failed",
): Promise<boolean> {
  const ended = await tx.$executeRaw`
    UPDATE "WebhookDelivery" SET status = ${status}::"WebhookDeliveryStatus", "leaseExpiresAt" = NULL, "endedAt" = now()
    WHERE id = ${id}::uuid AND attempts = ${attempts} AND "endedAt" IS NULL`;
  return ended === 1;
}

/**
 * Reschedules a delivery to be attempted again after `seconds`.
 *
 * @returns false if another worker has claimed or ended it since
 */
export async function rescheduleDelivery(
  tx: Db,
  { id, attempts }: ClaimedDelivery,
  seconds: number,
): Promise<boolean> {
  const postponed = await tx.$executeRaw`
    UPDATE "WebhookDelivery" SET status = 'queued', "leaseExpiresAt" = NULL,
      "nextAttemptAt" = now() + ${seconds} * interval '1 second'
    WHERE id = ${id}::uuid AND attempts = ${attempts} AND "endedAt" IS NULL`;
  return postponed === 1;
}

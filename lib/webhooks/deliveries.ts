import { type Actor, type AuditEvent, recordActorEvent } from "@/lib/audit";
import { type Db, database } from "@/lib/db/client";
import type { WebhookDeliveryStatus } from "@/lib/db/generated/enums";
import { afterCommit, inTransaction } from "@/lib/db/transaction";
import { failure, type Result } from "@/lib/errors";
import { newEventId, webhookWakeSignal } from "@/lib/events/emit";
import { EVENTS } from "@/lib/events/events";

/** One attempt of a delivery: its status code, or the error if there was no response. */
type Attempt = { at: Date; durationMs: number; statusCode: number | null; error: string | null };

/** The delivery of an event to an endpoint, with all attempts so far, oldest first. */
export type Delivery = {
  id: string;
  eventId: string;
  type: string;
  /** The event's `data`. */
  payload: unknown;
  status: WebhookDeliveryStatus;
  nextAttemptAt: Date;
  createdAt: Date;
  endedAt: Date | null;
  attempts: Attempt[];
};

/**
 * Lists the latest deliveries to an endpoint, newest first. They are kept for 30 days.
 *
 * @param endpointId a UUID; the list of an unknown endpoint is empty
 * @param limit the maximum number
 */
export async function listDeliveries(endpointId: string, limit: number): Promise<Delivery[]> {
  const db = await database();
  const deliveries = await db.webhookDelivery.findMany({
    where: { endpointId },
    orderBy: { createdAt: "desc" },
    take: limit,
    include: { tries: { orderBy: { at: "asc" } } },
  });
  return deliveries.map(({ tries, ...row }) => ({
    id: row.id,
    eventId: row.eventId,
    type: row.type,
    payload: row.payload,
    status: row.status,
    nextAttemptAt: row.nextAttemptAt,
    createdAt: row.createdAt,
    endedAt: row.endedAt,
    attempts: tries.map(({ at, durationMs, statusCode, error }) => ({ at, durationMs, statusCode, error })),
  }));
}

/**
 * Inserts one delivery by SQL that returns its id and its endpoint's, and wakes the worker, so that the delivery is
 * sent immediately.
 */
function enqueue(
  type: AuditEvent["type"],
  write: (tx: Db) => Promise<{ id: string; endpointId: string }[]>,
  actor: Actor,
): Promise<Result<{ deliveryId: string }>> {
  return inTransaction(async (tx) => {
    const [row] = await write(tx);
    if (!row) return failure("resource_not_found", {}, { key: "no_such_delivery" });
    afterCommit(tx, webhookWakeSignal.nudge);
    const details = { endpointId: row.endpointId, deliveryId: row.id };
    await recordActorEvent(tx, actor, { type, details });
    return { ok: true, deliveryId: row.id };
  });
}

/**
 * Sends an event to its endpoint again, as a new delivery with the same `webhook-id`, by which the receiver detects a
 * repeated event.
 *
 * @param deliveryId a UUID
 * @returns the new delivery's id, or `resource_not_found`, also if its endpoint is disabled
 */
export function resendDelivery(deliveryId: string, actor: Actor): Promise<Result<{ deliveryId: string }>> {
  return enqueue(
    "webhook.delivery_resent",
    (tx) => tx.$queryRaw`
      INSERT INTO "WebhookDelivery" ("endpointId", "eventId", type, payload, "occurredAt")
      SELECT d."endpointId", d."eventId", d.type, d.payload, d."occurredAt" FROM "WebhookDelivery" d
      JOIN "WebhookEndpoint" e ON e.id = d."endpointId" AND e."disabledAt" IS NULL
      WHERE d.id = ${deliveryId}::uuid RETURNING id, "endpointId"`,
    actor,
  );
}

/**
 * Sends the test event `webhook.test` to an endpoint, whatever events it subscribes to.
 *
 * @param endpointId a UUID
 * @returns the delivery's id, or `resource_not_found`, also if the endpoint is disabled
 */
export function sendTestEvent(endpointId: string, actor: Actor): Promise<Result<{ deliveryId: string }>> {
  const payload = JSON.stringify(EVENTS["webhook.test"].parse({ endpointId }));
  return enqueue(
    "webhook.test_sent",
    (tx) => tx.$queryRaw`
      INSERT INTO "WebhookDelivery" ("endpointId", "eventId", type, payload)
      SELECT id, ${newEventId()}, 'webhook.test', ${payload}::jsonb FROM "WebhookEndpoint"
      WHERE id = ${endpointId}::uuid AND "disabledAt" IS NULL RETURNING id, "endpointId"`,
    actor,
  );
}

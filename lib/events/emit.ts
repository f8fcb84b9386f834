import { randomBytes } from "node:crypto";
import { type Db, Prisma } from "@/lib/db/client";
import { afterCommit } from "@/lib/db/transaction";
import { createWakeSignal } from "@/lib/jobs/wake-signal";
import { EVENTS, type EventType, type WebhookEvent } from "./events";

/** Wakes the webhook worker of this process when a delivery is due. */
export const webhookWakeSignal = createWakeSignal("webhooks");

/** Enough bytes that no two events share an id. */
const EVENT_ID_BYTES = 16;

/** Generates a `webhook-id` (Standard Webhooks: unique for each event, and the same for every attempt). */
export const newEventId = () => `msg_${randomBytes(EVENT_ID_BYTES).toString("base64url")}`;

/** Returns the SQL condition that an enabled endpoint subscribes to one of these events. */
export const subscriberCondition = (types: EventType[]) => Prisma.sql`
  EXISTS (SELECT 1 FROM "WebhookEndpoint" w
          WHERE w."disabledAt" IS NULL AND (cardinality(w.events) = 0 OR w.events && ${types}))`;

/**
 * Whether any enabled endpoint subscribes to one of these events. Call it before expensive work for an event.
 *
 * @param db the database or a transaction
 */
export async function hasSubscribers(db: Db, types: EventType[]): Promise<boolean> {
  const [row] = await db.$queryRaw<[{ has: boolean }]>`SELECT ${subscriberCondition(types)} AS has`;
  return row.has;
}

/**
 * Inserts deliveries of events for every endpoint that subscribes to them. They are sent after the transaction has
 * committed.
 *
 * @param tx the transaction in which the events happened
 * @throws ZodError for data that does not match `EVENTS`
 */
export async function emitEvents(tx: Db, events: WebhookEvent[]): Promise<void> {
  if (events.length === 0) return;
  const rows = events.map(({ type, data }) => ({ id: newEventId(), type, data: EVENTS[type].parse(data) }));
  const written = await tx.$executeRaw`
    INSERT INTO "WebhookDelivery" ("endpointId", "eventId", type, payload)
    SELECT endpoint.id, event.id, event.type, event.data
    FROM "WebhookEndpoint" endpoint, jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS event(id text, type text, data jsonb)
    WHERE endpoint."disabledAt" IS NULL
      AND (cardinality(endpoint.events) = 0 OR event.type = ANY (endpoint.events))`;
  if (written > 0) afterCommit(tx, webhookWakeSignal.nudge);
}

/** Inserts the deliveries of one event, like `emitEvents`. */
export const emitEvent = (tx: Db, event: WebhookEvent) => emitEvents(tx, [event]);

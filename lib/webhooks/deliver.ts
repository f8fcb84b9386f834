import { recordEvent, SYSTEM_REQUEST } from "@/lib/audit";
import { type Db, database } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { webhookWakeSignal } from "@/lib/events/emit";
import { nextDelaySeconds } from "@/lib/jobs/backoff";
import { completeDueItems } from "@/lib/jobs/concurrent";
import { withLease } from "@/lib/jobs/lease";
import { metrics } from "@/lib/metrics";
import { holdEndpoint, noteFailure, noteSuccess } from "./health";
import { type PostOutcome, post } from "./post";
import {
  type ClaimedDelivery,
  claimDeliveries,
  endDelivery,
  extendDeliveryLease,
  recordAttempt,
  rescheduleDelivery,
} from "./queue";
import { signatureHeaders } from "./secret";

/** The maximum number of concurrent requests of one process. */
const MAX_CONCURRENT_REQUESTS = 50;

/** The status by which an endpoint asks for no more events (Standard Webhooks). */
const GONE = 410;

/**
 * Seconds to wait after each failed attempt, almost 24 hours in total: short at first, to bridge a restart, then long,
 * to bridge a night (Standard Webhooks, "Retry schedule"). The delivery fails after one attempt more.
 */
export const RETRY_DELAYS_SECONDS = [5, 30, 300, 1800, 7200, 18_000, 28_800, 28_800];

/** How many delivery attempts ended in each way. */
export type EventDeliveryCounts = Record<"delivered" | "postponed" | "failed", number>;

/**
 * Returns the body of a request: the type of the event, when it happened, and its data (Standard Webhooks, "Payload").
 */
function bodyOf({ type, occurredAt, payload }: ClaimedDelivery): string {
  return JSON.stringify({ type, timestamp: occurredAt.toISOString(), data: payload });
}

const notSent = (error: string): PostOutcome => ({
  statusCode: null,
  error,
  retryAfterSeconds: null,
  durationMs: 0,
});

async function send(delivery: ClaimedDelivery): Promise<PostOutcome> {
  const { url, eventId, claimedAt, sealedSecret, sealedPreviousSecret } = delivery;
  if (delivery.attempts > RETRY_DELAYS_SECONDS.length + 1) return notSent("Every attempt was interrupted");
  const body = bodyOf(delivery);
  const secrets = sealedPreviousSecret ? [sealedSecret, sealedPreviousSecret] : [sealedSecret];
  try {
    return await post(url, body, signatureHeaders({ eventId, at: claimedAt, body }, secrets));
  } catch (error) {
    return notSent(`Unexpected ${error instanceof Error ? error.name : "failure"}`);
  }
}

/** Records the result of an attempt, and updates its delivery and its endpoint. */
async function settle(
  tx: Db,
  delivery: ClaimedDelivery,
  outcome: PostOutcome,
): Promise<keyof EventDeliveryCounts> {
  const { id, endpointId, attempts } = delivery;
  await holdEndpoint(tx, endpointId);
  await recordAttempt(tx, id, outcome);
  if (outcome.error === null) {
    if (await endDelivery(tx, delivery, "delivered")) await noteSuccess(tx, endpointId);
    return "delivered";
  }
  const isGone = outcome.statusCode === GONE;
  const pause = isGone
    ? null
    : nextDelaySeconds(RETRY_DELAYS_SECONDS, attempts, outcome.retryAfterSeconds, Math.random());
  const isOurs =
    pause === null ? await giveUp(tx, delivery, outcome) : await rescheduleDelivery(tx, delivery, pause);
  if (isOurs) await noteFailure(tx, endpointId, isGone);
  return pause === null ? "failed" : "postponed";
}

/** Fails a delivery, and reports it in the list of deliveries and in the audit log. */
async function giveUp(tx: Db, delivery: ClaimedDelivery, { error }: PostOutcome): Promise<boolean> {
  const { id, endpointId, type, eventId } = delivery;
  if (!(await endDelivery(tx, delivery, "failed"))) return false;
  const details = { deliveryId: id, endpointId, eventId, eventType: type, reason: error ?? "" };
  await recordEvent(tx, SYSTEM_REQUEST, { type: "webhook.delivery_failed", outcome: "failure", details });
  return true;
}

async function deliver(db: Db, delivery: ClaimedDelivery): Promise<keyof EventDeliveryCounts> {
  const outcome = await withLease(
    () => extendDeliveryLease(db, delivery),
    () => send(delivery),
  );
  return inTransaction((tx) => settle(tx, delivery, outcome));
}

/**
 * Sends due deliveries until none is due and no request is in flight, or the signal is aborted. Endpoints are served
 * concurrently, so that a slow one delays only itself. Safe to run in any number of processes concurrently.
 *
 * @param signal after it is aborted, no further request is started
 * @returns how many attempts ended in each way
 */
export async function deliverDueEvents(
  signal: AbortSignal = new AbortController().signal,
): Promise<EventDeliveryCounts> {
  const db = await database();
  const counts: EventDeliveryCounts = { delivered: 0, postponed: 0, failed: 0 };
  const complete = async (delivery: ClaimedDelivery) => {
    const ending = await deliver(db, delivery);
    counts[ending] += 1;
    metrics.deliveries.inc({ result: ending });
  };
  await completeDueItems(
    {
      limit: () => MAX_CONCURRENT_REQUESTS,
      claim: (count) => claimDeliveries(db, count),
      complete,
      nudges: webhookWakeSignal,
      unavailable: "webhooks.unavailable",
    },
    signal,
  );
  return counts;
}

import { recordEvent, SYSTEM_REQUEST } from "@/lib/audit";
import { type Db, database } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { webhookWakeSignal } from "@/lib/events/wake-signals";
import { withLease } from "@/lib/jobs/lease";
import { log } from "@/lib/log";
import { metrics } from "@/lib/metrics";
import { MAX_ATTEMPTS, secondsUntilNextAttempt } from "./backoff";
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

/** How many requests one process has under way at once. */
const IN_HAND = 50;

/** How often there is a look for more while requests are under way. */
const LOOK_AGAIN_MS = 1_000;

/** The status by which an endpoint says that it wants no more (Standard Webhooks). */
const GONE = 410;

/** What became of the deliveries that were taken up. */
export type EventDeliveryCounts = Record<"delivered" | "postponed" | "failed", number>;

/** What an endpoint is sent: the type of the event, when it happened, and what it is about (Standard Webhooks, "Payload"). */
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
  if (delivery.attempts > MAX_ATTEMPTS) return notSent("Every try was cut short");
  const body = bodyOf(delivery);
  const secrets = sealedPreviousSecret ? [sealedSecret, sealedPreviousSecret] : [sealedSecret];
  try {
    return await post(url, body, signatureHeaders({ eventId, at: claimedAt, body }, secrets));
  } catch (error) {
    return notSent(`Unexpected ${error instanceof Error ? error.name : "failure"}`);
  }
}

/** Notes how a try ended, and what is to become of its delivery and its endpoint. */
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
  const pause = isGone ? null : secondsUntilNextAttempt(attempts, outcome.retryAfterSeconds, Math.random());
  const isOurs =
    pause === null ? await giveUp(tx, delivery, outcome) : await rescheduleDelivery(tx, delivery, pause);
  if (isOurs) await noteFailure(tx, endpointId, isGone);
  return pause === null ? "failed" : "postponed";
}

/** Ends a delivery that was not taken, where an operator sees it: in the list, in the log and in the audit log. */
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
 * Sends what is due until nothing is and nothing is under way, or the signal is aborted: many endpoints at once, so that a
 * slow one holds up none but itself. Any number of processes may do so at once.
 *
 * @param signal after it nothing more is begun
 * @returns how many tries ended in which way
 */
export async function deliverDueEvents(
  signal: AbortSignal = new AbortController().signal,
): Promise<EventDeliveryCounts> {
  const db = await database();
  const counts: EventDeliveryCounts = { delivered: 0, postponed: 0, failed: 0 };
  const inHand = new Set<Promise<void>>();
  const begin = (delivery: ClaimedDelivery) => {
    // Should this fail, the lease runs out and the delivery goes again, with the same id.
    const work = deliver(db, delivery)
      .then((ending) => {
        counts[ending] += 1;
        metrics.deliveries.inc({ result: ending });
      })
      .catch((error: unknown) => log.error({ event: "webhooks.unavailable", err: error }))
      .finally(() => {
        inHand.delete(work);
        webhookWakeSignal.nudge();
      });
    inHand.add(work);
  };
  try {
    while (!signal.aborted) {
      const claimed = await claimDeliveries(db, IN_HAND - inHand.size);
      claimed.forEach(begin);
      if (claimed.length > 0 && inHand.size < IN_HAND) continue;
      if (inHand.size === 0) break;
      await webhookWakeSignal.wait(LOOK_AGAIN_MS, signal);
    }
  } finally {
    await Promise.all(inHand);
  }
  return counts;
}

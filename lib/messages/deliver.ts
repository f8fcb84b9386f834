import { setImmediate as letOthersRun } from "node:timers/promises";
import { recordEvent } from "@/lib/audit";
import { config } from "@/lib/config";
import { type Db, database } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { log } from "@/lib/log";
import { unseal } from "@/lib/secrets/sealed";
import { MAX_TRIES, secondsUntilNextTry } from "./backoff";
import { emailConnector } from "./email/choose";
import { DeliveryError, type EmailConnector } from "./email/connector";
import type { OutgoingMessage, RenderedEmail } from "./message";
import { type ClaimedMessage, claimMessage, endMessage, postponeMessage } from "./queue";
import { renderEmail } from "./templates/render";

/** Longer than any connector may take for one message. */
const LEASE_SECONDS = 60;

const NOBODY = { ipAddress: null, userAgent: null, requestId: null };

/** What became of the messages that were taken up. A suppressed one had nobody to go to. */
export type DeliveryCounts = Record<"sent" | "suppressed" | "postponed" | "failed" | "expired", number>;

type Delivery = { db: Db; connector: EmailConnector | null };

async function prepare(message: ClaimedMessage): Promise<RenderedEmail> {
  const values = unseal("outbox", message.sealedValues);
  return renderEmail({ template: message.template, values } as OutgoingMessage, message.createdAt);
}

async function send(message: ClaimedMessage, connector: EmailConnector | null): Promise<void> {
  if (message.attempts > MAX_TRIES) throw new DeliveryError("Every try was cut short", false);
  if (connector === null) throw new DeliveryError("No email connector is configured", true);
  const email = await prepare(message);
  if (!message.deliverable) return;
  await connector.send({ ...email, id: message.id, to: message.recipient, from: config().email.from });
}

/** What was not foreseen may pass: another version of this app, or the database's next minute, can make it work. */
function asDeliveryError(error: unknown): DeliveryError {
  if (error instanceof DeliveryError) return error;
  return new DeliveryError(`Unexpected ${error instanceof Error ? error.name : "failure"}`, true);
}

async function deliver(message: ClaimedMessage, { db, connector }: Delivery): Promise<keyof DeliveryCounts> {
  if (message.isExpired) return giveUp(message, "expired", "Not sent in time");
  try {
    await send(message, connector);
  } catch (error) {
    return retryOrGiveUp(db, message, asDeliveryError(error));
  }
  // Should this fail, the lease runs out and the message goes again, with the same idempotency key.
  const status = message.deliverable ? "sent" : "suppressed";
  const name = message.deliverable ? (connector?.name ?? null) : null;
  await endMessage(db, message, { status, connector: name, lastError: null });
  return status;
}

async function retryOrGiveUp(
  db: Db,
  message: ClaimedMessage,
  error: DeliveryError,
): Promise<"postponed" | "failed"> {
  const pause = error.retryable
    ? secondsUntilNextTry(message.attempts, error.retryAfterSeconds, Math.random())
    : null;
  if (pause === null) return giveUp(message, "failed", error.message);
  const { id, attempts } = message;
  log.warn({
    event: "message.postponed",
    messageId: id,
    attempts,
    reason: error.message,
    retryInSeconds: pause,
  });
  await postponeMessage(db, message, pause, error.message);
  return "postponed";
}

/** Ends a message that did not go out, where an operator sees it: in the log and in the audit log. */
async function giveUp<Status extends "failed" | "expired">(
  message: ClaimedMessage,
  status: Status,
  reason: string,
): Promise<Status> {
  const { id, template, signInId, deliverable } = message;
  await inTransaction(async (tx) => {
    const ended = await endMessage(tx, message, { status, connector: null, lastError: reason });
    if (!ended || !deliverable) return;
    log.warn({ event: "message.given_up", messageId: id, template, reason });
    const details = { messageId: id, template, reason };
    await recordEvent(tx, NOBODY, { type: "email.delivery_failed", outcome: "failure", signInId, details });
  });
  return status;
}

/**
 * Sends what is due, most urgent first, one after the other, until nothing is or the signal is aborted. Any number of
 * processes may do so at once.
 *
 * @param signal ends it after the message in hand
 * @returns how many messages ended in which way
 */
export async function deliverDueMessages(
  signal: AbortSignal = new AbortController().signal,
): Promise<DeliveryCounts> {
  const delivery = { db: await database(), connector: emailConnector() };
  const counts: DeliveryCounts = { sent: 0, suppressed: 0, postponed: 0, failed: 0, expired: 0 };
  while (!signal.aborted) {
    const message = await claimMessage(delivery.db, LEASE_SECONDS);
    if (message === null) break;
    counts[await deliver(message, delivery)] += 1;
    await letOthersRun();
  }
  return counts;
}

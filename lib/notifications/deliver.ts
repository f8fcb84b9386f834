import { setImmediate as letOthersRun } from "node:timers/promises";
import { recordEvent, SYSTEM_REQUEST } from "@/lib/audit";
import { decrypt } from "@/lib/crypto/encryption";
import { type Db, database } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { emitEvent } from "@/lib/events/emit";
import { parseLocale } from "@/lib/i18n/locales";
import { withLease } from "@/lib/jobs/lease";
import { log } from "@/lib/log";
import { metrics } from "@/lib/metrics";
import { MAX_ATTEMPTS, secondsUntilNextAttempt } from "./backoff";
import { DeliveryError, MisconfiguredError, NOT_IN_TIME } from "./delivery-error";
import { CHANNELS, type Channel, isKeptOnFailure, type OutgoingMessage } from "./message";
import {
  type ClaimedMessage,
  claimMessage,
  endMessage,
  extendMessageLease,
  rescheduleMessage,
} from "./queue";
import { getSender } from "./sender";

/** What became of the messages that were taken up. A suppressed one had nobody to go to. */
export type DeliveryCounts = Record<"sent" | "suppressed" | "postponed" | "failed" | "expired", number>;

/** Sends a message, or prepares one to nobody as far as that goes; returns the name of what carried it away. */
async function send(message: ClaimedMessage): Promise<string | null> {
  if (message.attempts > MAX_ATTEMPTS) throw new DeliveryError("Every try was cut short", false);
  const carrier = getSender(message.channel);
  const { channel, template, recipient, deliverable } = message;
  const values = decrypt("outbox", message.sealedValues);
  const outgoing = {
    channel,
    template,
    recipient,
    deliverable,
    locale: parseLocale(message.locale),
    values,
  } as OutgoingMessage;
  const post = await carrier.prepare(outgoing, message.createdAt);
  if (deliverable) await post(message.id);
  else await carrier.reach();
  return deliverable ? carrier.name : null;
}

/** What was not foreseen may pass: another version of this app, or the database's next minute, can make it work. */
function asDeliveryError(error: unknown): DeliveryError {
  if (error instanceof DeliveryError) return error;
  return new DeliveryError(`Unexpected ${error instanceof Error ? error.name : "failure"}`, true);
}

async function deliver(message: ClaimedMessage, db: Db): Promise<keyof DeliveryCounts> {
  let connector: string | null;
  if (message.isExpired) return giveUp(message, "expired", NOT_IN_TIME);
  try {
    connector = await withLease(
      () => extendMessageLease(db, message),
      () => send(message),
    );
  } catch (error) {
    return retryOrGiveUp(db, message, asDeliveryError(error));
  }
  // Should this fail, the lease runs out and the message goes again, with the same idempotency key.
  const status = message.deliverable ? "sent" : "suppressed";
  await endMessage(db, message, { status, connector, lastError: null });
  return status;
}

async function retryOrGiveUp(
  db: Db,
  message: ClaimedMessage,
  error: DeliveryError,
): Promise<"postponed" | "failed"> {
  if (error instanceof MisconfiguredError) {
    metrics.providerRejections.inc({ channel: message.channel });
    log.error({ event: "provider.rejects_settings", channel: message.channel, reason: error.message });
  }
  const pause = error.retryable
    ? secondsUntilNextAttempt(message.attempts, error.retryAfterSeconds, Math.random())
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
  await rescheduleMessage(db, message, pause, error.message);
  return "postponed";
}

/** Ends a message that did not go out, where an operator sees it: in the log and in the audit log. */
async function giveUp<Status extends "failed" | "expired">(
  message: ClaimedMessage,
  status: Status,
  reason: string,
): Promise<Status> {
  const { id, channel, template, recipient, verificationId, deliverable } = message;
  await inTransaction(async (tx) => {
    const isKept = status === "failed" && deliverable && isKeptOnFailure(template);
    const ended = await endMessage(tx, message, { status, connector: null, lastError: reason, isKept });
    if (!ended || !deliverable) return;
    log.warn({ event: "message.given_up", messageId: id, template, reason });
    const details = { messageId: id, template, reason, ...(verificationId && { verificationId }) };
    await recordEvent(tx, SYSTEM_REQUEST, {
      type: `${channel}.delivery_failed`,
      outcome: "failure",
      details,
    });
    if (channel !== "email") return;
    const data = { messageId: id, emailAddress: recipient, template, reason };
    await emitEvent(tx, { type: "email.delivery_failed", data });
  });
  return status;
}

const noneYet = (): DeliveryCounts => ({ sent: 0, suppressed: 0, postponed: 0, failed: 0, expired: 0 });

/**
 * Sends what is due on one channel, most urgent first, one after the other, until nothing is or the signal is aborted. Any
 * number of processes may do so at once.
 *
 * @param signal ends it after the message in hand
 * @param counts to which is added how many messages ended in which way
 */
export async function deliverDueMessagesOf(
  channel: Channel,
  signal: AbortSignal,
  counts = noneYet(),
): Promise<void> {
  const db = await database();
  while (!signal.aborted) {
    const message = await claimMessage(db, channel);
    if (message === null) break;
    const result = await deliver(message, db);
    counts[result] += 1;
    metrics.messages.inc({ channel, result });
    await letOthersRun();
  }
}

/**
 * Sends what is due on all channels side by side, so that a provider that is slow to answer holds up its own only.
 *
 * @param signal ends it after the messages in hand
 * @returns how many messages ended in which way
 */
export async function deliverDueMessages(
  signal: AbortSignal = new AbortController().signal,
): Promise<DeliveryCounts> {
  const counts = noneYet();
  await Promise.all(CHANNELS.map((channel) => deliverDueMessagesOf(channel, signal, counts)));
  return counts;
}

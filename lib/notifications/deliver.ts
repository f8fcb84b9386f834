import { recordEvent, SYSTEM_REQUEST } from "@/lib/audit";
import { decrypt } from "@/lib/crypto/encryption";
import { type Db, database } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { emitEvent } from "@/lib/events/emit";
import { globalSingleton } from "@/lib/global-singleton";
import { parseLocale } from "@/lib/i18n/locales";
import { AdaptiveLimit } from "@/lib/jobs/adaptive-limit";
import { nextDelaySeconds } from "@/lib/jobs/backoff";
import { completeDueItems } from "@/lib/jobs/concurrent";
import { withLease } from "@/lib/jobs/lease";
import { log } from "@/lib/log";
import { metrics } from "@/lib/metrics";
import { checkConnection } from "./connection-check";
import { DeliveryError, MisconfiguredError, NOT_IN_TIME, OverloadedError } from "./delivery-error";
import { CHANNELS, type Channel, isKeptOnFailure, type OutgoingMessage } from "./message";
import {
  type ClaimedMessage,
  claimMessage,
  endMessage,
  extendMessageLease,
  rescheduleMessage,
} from "./queue";
import { getSender } from "./sender";
import { outboxWakeSignal } from "./wake-signals";

/** The maximum number of messages of one channel that a process sends at the same time. */
export const MAX_CONCURRENT_MESSAGES = 8;

/** Lower than the maximum while the provider accepts fewer connections or requests. */
const limits = globalSingleton(
  "outbox-limits",
  (): Record<Channel, AdaptiveLimit> => ({
    email: new AdaptiveLimit(MAX_CONCURRENT_MESSAGES),
    sms: new AdaptiveLimit(MAX_CONCURRENT_MESSAGES),
  }),
);

/** Seconds to wait after each failed attempt. The message fails after one attempt more. */
export const RETRY_DELAYS_SECONDS = [5, 15, 60, 120, 300, 900, 3600];

/** How many claimed messages ended in each way. A suppressed message had no deliverable recipient. */
export type DeliveryCounts = Record<"sent" | "suppressed" | "postponed" | "failed" | "expired", number>;

/**
 * Sends a message, or performs every step before sending for a suppressed one. Returns the name of the connector that
 * sent it, or `null` for a suppressed message.
 */
async function send(message: ClaimedMessage): Promise<string | null> {
  if (message.attempts > RETRY_DELAYS_SECONDS.length + 1)
    throw new DeliveryError("Every attempt was interrupted", false);
  const sender = getSender(message.channel);
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
  const post = await sender.prepare(outgoing, message.createdAt);
  if (deliverable) await post(message.id);
  else await checkConnection(sender);
  return deliverable ? sender.name : null;
}

/** Unexpected errors are retryable, because another version of this app or a recovered database may succeed. */
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
      () =>
        limits[message.channel].run(
          () => send(message),
          (error) => error instanceof OverloadedError,
        ),
    );
  } catch (error) {
    return retryOrGiveUp(db, message, asDeliveryError(error));
  }
  // If this fails, the lease expires and the message is sent again with the same idempotency key.
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
    ? nextDelaySeconds(RETRY_DELAYS_SECONDS, message.attempts, error.retryAfterSeconds, Math.random())
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

/** Ends a message that was not sent, and reports it in the log and in the audit log. */
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
 * Sends the due messages of one channel, most urgent first, several at the same time, until none is due and none is
 * being sent, or the signal is aborted. Safe to run in any number of processes concurrently.
 *
 * @param signal stops the loop after the current messages
 * @param counts incremented by how many messages ended in each way
 */
export async function deliverDueMessagesOf(
  channel: Channel,
  signal: AbortSignal,
  counts = noneYet(),
): Promise<void> {
  const db = await database();
  const claim = async () => {
    const message = await claimMessage(db, channel);
    return message === null ? [] : [message];
  };
  const complete = async (message: ClaimedMessage) => {
    const result = await deliver(message, db);
    counts[result] += 1;
    metrics.messages.inc({ channel, result });
  };
  const limit = () => limits[channel].current;
  const nudges = outboxWakeSignal[channel];
  await completeDueItems({ limit, claim, complete, nudges, unavailable: "outbox.unavailable" }, signal);
}

/**
 * Sends the due messages of all channels in parallel, so that a slow provider delays only its own channel.
 *
 * @param signal stops the loops after the current messages
 * @returns how many messages ended in each way
 */
export async function deliverDueMessages(
  signal: AbortSignal = new AbortController().signal,
): Promise<DeliveryCounts> {
  const counts = noneYet();
  await Promise.all(CHANNELS.map((channel) => deliverDueMessagesOf(channel, signal, counts)));
  return counts;
}

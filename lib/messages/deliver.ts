import { recordEvent } from "@/lib/audit";
import { config } from "@/lib/config";
import { type Db, database } from "@/lib/db/client";
import type { OutboxStatus } from "@/lib/db/generated/enums";
import { log } from "@/lib/log";
import { unseal } from "@/lib/secrets/sealed";
import { secondsUntilNextTry } from "./backoff";
import { emailConnector } from "./email/choose";
import { DeliveryError } from "./email/connector";
import type { OutgoingMessage } from "./message";
import { renderEmail } from "./templates/render";

/** How long a claimed message is left to whoever claimed it; after that its process is taken for dead. */
const LEASE_SECONDS = 60;

type Claimed = {
  id: string;
  template: OutgoingMessage["template"];
  recipient: string;
  deliverable: boolean;
  sealedValues: Uint8Array;
  attempts: number;
  createdAt: Date;
};

const NOBODY = { ipAddress: null, userAgent: null, requestId: null };

/** Takes the most urgent message that is due, so that no other worker, here or elsewhere, takes it too. */
async function claim(db: Db, leaseSeconds: number): Promise<Claimed | null> {
  const [message] = await db.$queryRaw<Claimed[]>`
    UPDATE "OutboxMessage" SET status = 'sending', attempts = attempts + 1,
      "leaseExpiresAt" = now() + ${leaseSeconds} * interval '1 second'
    WHERE id = (
      SELECT id FROM "OutboxMessage"
      WHERE "endedAt" IS NULL AND "nextAttemptAt" <= now()
        AND ("leaseExpiresAt" IS NULL OR "leaseExpiresAt" <= now())
        AND ("expiresAt" IS NULL OR "expiresAt" > now())
      ORDER BY priority, "nextAttemptAt" LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING id, template, recipient, deliverable, "sealedValues", attempts, "createdAt"`;
  return message ?? null;
}

async function end(
  db: Db,
  id: string,
  status: OutboxStatus,
  connector: string | null,
  lastError: string | null,
) {
  await db.$executeRaw`
    UPDATE "OutboxMessage" SET status = ${status}::"OutboxStatus", "sealedValues" = NULL, "leaseExpiresAt" = NULL,
      connector = ${connector}, "lastError" = ${lastError}, "endedAt" = now()
    WHERE id = ${id}::uuid`;
}

/** What can no longer be of use is never sent. */
async function dropExpired(db: Db): Promise<void> {
  await db.$executeRaw`
    UPDATE "OutboxMessage" SET status = 'expired', "sealedValues" = NULL, "leaseExpiresAt" = NULL, "endedAt" = now()
    WHERE "endedAt" IS NULL AND "expiresAt" <= now()
      AND ("leaseExpiresAt" IS NULL OR "leaseExpiresAt" <= now())`;
}

async function deliver(db: Db, message: Claimed): Promise<void> {
  const connector = emailConnector();
  if (connector === null) throw new DeliveryError("No email connector is configured", true);
  const values = unseal("outbox", message.sealedValues);
  const email = await renderEmail(
    { template: message.template, values } as OutgoingMessage,
    message.createdAt,
  );
  if (!message.deliverable) return end(db, message.id, "suppressed", null, null);
  await connector.send({ ...email, id: message.id, to: message.recipient, from: config().email.from });
  await end(db, message.id, "sent", connector.name, null);
}

async function retryOrGiveUp(db: Db, message: Claimed, error: unknown): Promise<void> {
  const known = error instanceof DeliveryError;
  const reason = known
    ? error.message
    : `Could not be prepared: ${error instanceof Error ? error.name : "unknown"}`;
  const pause =
    known && error.retryable
      ? secondsUntilNextTry(message.attempts, error.retryAfterSeconds, Math.random())
      : null;
  log.warn({ event: "message.not_sent", messageId: message.id, reason, retryInSeconds: pause });
  if (pause === null) {
    await end(db, message.id, "failed", null, reason);
    const details = { messageId: message.id, template: message.template, reason };
    await recordEvent(db, NOBODY, { type: "email.delivery_failed", outcome: "failure", details });
    return;
  }
  await db.$executeRaw`
    UPDATE "OutboxMessage" SET status = 'queued', "leaseExpiresAt" = NULL, "lastError" = ${reason},
      "nextAttemptAt" = now() + ${pause} * interval '1 second'
    WHERE id = ${message.id}::uuid`;
}

/**
 * Sends what is due, most urgent first, one after the other, until nothing is or the signal is aborted. Any number of
 * processes may do so at once.
 *
 * @returns how many messages were taken up
 */
export async function deliverDueMessages(
  signal: AbortSignal = new AbortController().signal,
  leaseSeconds = LEASE_SECONDS,
): Promise<number> {
  const db = await database();
  await dropExpired(db);
  let taken = 0;
  while (!signal.aborted) {
    const message = await claim(db, leaseSeconds);
    if (message === null) break;
    taken += 1;
    await deliver(db, message).catch((error: unknown) => retryOrGiveUp(db, message, error));
  }
  return taken;
}

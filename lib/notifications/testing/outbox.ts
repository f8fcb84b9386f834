import { randomUUID } from "node:crypto";
import { database } from "@/lib/db/client";
import { enqueueMessage } from "../outbox";

const origin = { ipAddress: "203.0.113.7", userAgent: "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0" };

/** The code of every message that contains one. */
export const CODE = "042917";

type Options = {
  verificationId?: string;
  requester?: { block: string; isKnownClient: boolean } | null;
};

/** Enqueues a message with a code, deliverable or suppressed. Returns its id. */
export async function writeCode(
  deliverable = true,
  { verificationId, requester = null }: Options = {},
): Promise<string> {
  return enqueueMessage(
    await database(),
    {
      channel: "email",
      template: "verification-code",
      recipient: `${randomUUID()}@example.com`,
      deliverable,
      locale: "en",
      ...(verificationId && { verificationId }),
      values: { purpose: "reset_password", code: CODE, ttlSeconds: 600, requestedFrom: origin },
    },
    requester,
  );
}

/** Enqueues a deliverable notice. Returns its id. */
export async function writeNotice(): Promise<string> {
  return enqueueMessage(
    await database(),
    {
      channel: "email",
      template: "password-changed",
      recipient: `${randomUUID()}@example.com`,
      deliverable: true,
      locale: "en",
      values: { changedFrom: origin },
    },
    null,
  );
}

/** Returns the row of a message in the outbox. */
export async function readMessage(id: string) {
  const db = await database();
  return db.outboxMessage.findUniqueOrThrow({ where: { id } });
}

/** Simulates the passing of time for every message, by moving its times into the past. */
export async function letTimePass(seconds: number): Promise<void> {
  const db = await database();
  await db.$executeRaw`
    UPDATE "OutboxMessage" SET "nextAttemptAt" = "nextAttemptAt" - ${seconds} * interval '1 second',
      "createdAt" = "createdAt" - ${seconds} * interval '1 second',
      "claimedAt" = "claimedAt" - ${seconds} * interval '1 second',
      "delayedUntil" = "delayedUntil" - ${seconds} * interval '1 second',
      "leaseExpiresAt" = "leaseExpiresAt" - ${seconds} * interval '1 second',
      "expiresAt" = "expiresAt" - ${seconds} * interval '1 second'`;
}

import { randomUUID } from "node:crypto";
import { database } from "@/lib/db/client";
import { enqueueMessage } from "../outbox";

const origin = { ipAddress: "203.0.113.7", userAgent: "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0" };

/** The code that every message with one carries. */
export const CODE = "042917";

/** Writes down a message with a code, to be delivered; to nobody, if asked. Returns its id. */
export async function writeCode(deliverable = true): Promise<string> {
  return enqueueMessage(await database(), {
    channel: "email",
    template: "verification-code",
    recipient: `${randomUUID()}@example.com`,
    deliverable,
    locale: "en",
    values: { purpose: "reset_password", code: CODE, ttlSeconds: 600, requestedFrom: origin },
  });
}

/** Writes down a notice to somebody. Returns its id. */
export async function writeNotice(): Promise<string> {
  return enqueueMessage(await database(), {
    channel: "email",
    template: "password-changed",
    recipient: `${randomUUID()}@example.com`,
    deliverable: true,
    locale: "en",
    values: { changedFrom: origin },
  });
}

/** A message as it stands in the outbox. */
export async function readMessage(id: string) {
  const db = await database();
  return db.outboxMessage.findUniqueOrThrow({ where: { id } });
}

/** Lets so many seconds pass for every message, by moving its times into the past. */
export async function letTimePass(seconds: number): Promise<void> {
  const db = await database();
  await db.$executeRaw`
    UPDATE "OutboxMessage" SET "nextAttemptAt" = "nextAttemptAt" - ${seconds} * interval '1 second',
      "leaseExpiresAt" = "leaseExpiresAt" - ${seconds} * interval '1 second',
      "expiresAt" = "expiresAt" - ${seconds} * interval '1 second'`;
}

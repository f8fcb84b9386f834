import { config } from "@/lib/config";
import type { Db } from "@/lib/db/client";
import type { VerificationMethod } from "@/lib/db/generated/enums";
import { NOT_IN_TIME } from "@/lib/notifications/delivery-error";
import { OUTCOME_SHOWN_AFTER_SECONDS } from "@/lib/notifications/queue";
import { UNREACHABLE } from "@/lib/notifications/unreachable";
import type { Verification } from "./verification";

/**
 * The delivery state of the newest message. The states are the same whether or not the identifier belongs to an
 * account.
 */
type DeliveryState = "queued" | "sent" | "delayed" | "failed";

/** The progress of a message that a page shows while the user waits for it. */
export type MessageProgress = {
  verificationId: string;
  method: VerificationMethod;
  resendInSeconds: number;
  delivery: DeliveryState;
  /** The match number for a link opened on another device; `null` for codes. */
  matchNumber: number | null;
  /** The seconds until the newest link expires, 0 if it has expired; `null` for codes. */
  linkExpiresInSeconds: number | null;
};

/** Returns the progress of the newest message of a verification, or `null` if no message was requested. */
export async function messageProgress(db: Db, verification: Verification): Promise<MessageProgress | null> {
  const { id, method, matchNumber } = verification;
  if (method === null) return null;
  const [row] = await db.$queryRaw<{ resendIn: number | null; expiresIn: number | null }[]>`
    SELECT greatest(0, ceil(${config().codes.resendCooldownSeconds}
             - extract(epoch FROM now() - max("createdAt"))))::int AS "resendIn",
           greatest(0, ceil(extract(epoch FROM max("expiresAt") - now())))::int AS "expiresIn"
    FROM (SELECT "createdAt", "expiresAt" FROM "Code" WHERE "verificationId" = ${id}::uuid
          UNION ALL SELECT "createdAt", "expiresAt" FROM "Link" WHERE "verificationId" = ${id}::uuid) AS sent`;
  return {
    verificationId: id,
    method,
    matchNumber,
    resendInSeconds: row?.resendIn ?? 0,
    delivery: await deliveryState(db, id),
    linkExpiresInSeconds: method === "email_link" ? (row?.expiresIn ?? 0) : null,
  };
}

type MessageRow = {
  attempts: number;
  lastError: string | null;
  hasEnded: boolean;
  isNew: boolean;
  /** Whether the attempt after an unreachable provider began so recently that its outcome is not shown. */
  isRetryNew: boolean;
};

/**
 * Returns only states that a message to an unknown identifier can have too: that the provider cannot be reached. An
 * error from a mailbox or provider would reveal that the recipient exists, even if the message expires during retries.
 *
 * The outcome of an attempt is shown after a fixed time. Otherwise the time of the change would reveal whether this
 * message, or another one before it, was really sent. "Sending…" is shown for longer only if no worker was free.
 */
async function deliveryState(db: Db, verificationId: string): Promise<DeliveryState> {
  const [message] = await db.$queryRaw<MessageRow[]>`
    SELECT attempts, "lastError", status IN ('failed', 'expired') AS "hasEnded",
           "createdAt" > now() - ${OUTCOME_SHOWN_AFTER_SECONDS} * interval '1 second' AS "isNew",
           coalesce("delayedUntil" > now(), false) AS "isRetryNew"
    FROM "OutboxMessage" WHERE "verificationId" = ${verificationId}::uuid
    ORDER BY "createdAt" DESC LIMIT 1`;
  if (message === undefined || message.isNew) return "queued";
  if (message.lastError === NOT_IN_TIME) return "failed";
  if (message.attempts === 0) return "queued";
  if (message.lastError === UNREACHABLE) return message.hasEnded ? "failed" : "delayed";
  return message.isRetryNew ? "delayed" : "sent";
}

import { config } from "@/lib/config";
import type { Db } from "@/lib/db/client";
import type { VerificationMethod } from "@/lib/db/generated/enums";
import { NOT_IN_TIME } from "@/lib/notifications/delivery-error";
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

/**
 * Returns only states that a message to an unknown identifier can have too: that the provider cannot be reached. An
 * error from a mailbox or provider would reveal that the recipient exists, even if the message expires during retries.
 */
async function deliveryState(db: Db, verificationId: string): Promise<DeliveryState> {
  const message = await db.outboxMessage.findFirst({
    where: { verificationId },
    orderBy: { createdAt: "desc" },
    select: { attempts: true, lastError: true, status: true },
  });
  if (message === null || message.attempts === 0) return "queued";
  if (message.lastError === NOT_IN_TIME) return "failed";
  if (message.lastError !== UNREACHABLE) return "sent";
  return message.status === "failed" || message.status === "expired" ? "failed" : "delayed";
}

import { config } from "@/lib/config";
import type { Db } from "@/lib/db/client";
import type { VerificationMethod } from "@/lib/db/generated/enums";
import { NOT_IN_TIME } from "@/lib/notifications/delivery-error";
import { UNREACHABLE } from "@/lib/notifications/unreachable";
import type { Verification } from "./verification";

/** How far the newest message has come, in words that are the same whether or not it is anybody's. */
type DeliveryState = "queued" | "sent" | "delayed" | "failed";

/** What the page of somebody who waits for a message shows of it. */
export type MessageProgress = {
  verificationId: string;
  method: VerificationMethod;
  resendInSeconds: number;
  delivery: DeliveryState;
  /** The number by which a link opened elsewhere is matched; `null` for codes. */
  matchNumber: number | null;
  /** How long the newest link still works, 0 once it is too old; `null` for codes. */
  linkExpiresInSeconds: number | null;
};

/** What is on its way for a verification, or `null` before anything was asked for. */
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
 * Returns only what happens to a message to an unknown identifier as well: that the provider cannot be reached. A mailbox
 * or provider that rejects a message would reveal that there is one, also by a message that expires while it is retried.
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

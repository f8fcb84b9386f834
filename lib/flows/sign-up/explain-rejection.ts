import { recordEvent } from "@/lib/audit";
import { config } from "@/lib/config";
import type { Db } from "@/lib/db/client";
import type { SignUpRejection } from "@/lib/notifications/message";
import { enqueueMessage } from "@/lib/notifications/outbox";
import { type Caller, requesterOf } from "../caller";
import { deliveryLimits, mayDeliver } from "../limits/messages";
import type { Verification } from "../verification/verification";

/**
 * Records a rejected sign-up.
 *
 * @param verificationId the verification of the sign-up
 */
export async function recordRejection(
  tx: Db,
  verificationId: string,
  reason: SignUpRejection,
  { metadata }: Pick<Caller, "metadata">,
): Promise<void> {
  const details = { verificationId, reason };
  await recordEvent(tx, metadata, { type: "sign_up.rejected", outcome: "failure", details });
}

/**
 * Records a sign-up that was rejected although its code or link is correct, and explains it by email: the settings or
 * the invitation have changed since the message was sent. The email counts for the same limits as a code or link.
 */
export async function explainRejection(
  tx: Db,
  { emailAddress: recipient, verification }: { emailAddress: string; verification: Verification },
  reason: SignUpRejection,
  caller: Caller,
): Promise<void> {
  const { metadata } = caller;
  const { id: verificationId, method, ipAddress, userAgent } = verification;
  await recordRejection(tx, verificationId, reason, caller);
  const limits = deliveryLimits(caller, {
    channel: "email",
    kind: method === "email_link" ? "link" : "code",
    recipient,
    isVerified: false,
    userId: null,
    isKnownClient: false,
  });
  await enqueueMessage(
    tx,
    {
      channel: "email",
      template: "sign-up-rejected",
      recipient,
      deliverable: await mayDeliver(tx, limits, { hasRecipient: true }, metadata),
      locale: metadata.locale,
      values: { reason, ttlSeconds: config().codes.ttlSeconds, requestedFrom: { ipAddress, userAgent } },
    },
    requesterOf(metadata, false),
  );
}

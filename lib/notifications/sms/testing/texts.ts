import { database } from "@/lib/db/client";
import { enqueueMessage } from "../../outbox";
import { CODE } from "../../testing/outbox";

/** The recipient of the SMS. */
export const TEXT_RECIPIENT = "+14155550100";

/** Enqueues an SMS with a code, deliverable or suppressed. Returns its id. */
export async function writeTextCode(deliverable = true): Promise<string> {
  return enqueueMessage(
    await database(),
    {
      channel: "sms",
      template: "verification-code",
      recipient: TEXT_RECIPIENT,
      deliverable,
      locale: "en",
      values: {
        purpose: "sign_in",
        code: CODE,
        ttlSeconds: 600,
        requestedFrom: { ipAddress: "203.0.113.7", userAgent: null },
      },
    },
    null,
  );
}

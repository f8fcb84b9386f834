import { config } from "@/lib/config";
import type { Db } from "@/lib/db/client";
import type { AccountChange } from "@/lib/messages/message";
import { enqueueMessage } from "@/lib/messages/outbox";
import type { Caller } from "./caller";

/**
 * Tells every verified address of an account that a way into it has changed, an address about to be removed too
 * (NIST SP 800-63B-4 §4.6). Where no email can be sent, nobody is told.
 *
 * @param masked the address or number it is about, masked
 */
export async function noticeChange(
  tx: Db,
  userId: string,
  { change, masked }: { change: AccountChange; masked: string },
  caller: Caller,
): Promise<void> {
  if (config().email.connector === null) return;
  const { ipAddress, userAgent } = caller.facts;
  for (const { address } of await tx.emailAddress.findMany({
    where: { userId, verifiedAt: { not: null } },
  })) {
    await enqueueMessage(tx, {
      channel: "email",
      template: "account-changed",
      recipient: address,
      deliverable: true,
      values: { change, masked, changedFrom: { ipAddress, userAgent } },
    });
  }
}

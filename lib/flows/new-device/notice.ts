import { config } from "@/lib/config";
import type { Db } from "@/lib/db/client";
import type { Caller } from "../caller";
import type { RecordedClient } from "../known-clients";
import { notifyAllAddresses } from "../security-notices";
import { reportTokenOf } from "./token";

/**
 * The maximum number of clients that sign in to an account within an hour of which the user is notified, so that an
 * attacker who has the password cannot fill the mailbox.
 */
const MAX_CLIENTS_PER_HOUR = 5;

/**
 * Notifies every verified address of a user of the first sign-in from a client, with a link to report it.
 *
 * @param of the user, the new session, and the client as `recordKnownClient` recorded it
 */
export async function notifyOfNewDevice(
  tx: Db,
  { userId, sessionId, client }: { userId: string; sessionId: string; client: RecordedClient },
  { metadata: { ipAddress, userAgent } }: Caller,
): Promise<void> {
  if (!config().newDeviceNotice || !client.isNew || client.clientsInLastHour > MAX_CLIENTS_PER_HOUR) return;
  const url = `${config().appUrl}/report-sign-in?token=${reportTokenOf(sessionId)}`;
  const values = { url, signedInFrom: { ipAddress, userAgent } };
  await notifyAllAddresses(tx, userId, { template: "new-device", values });
}

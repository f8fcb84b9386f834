import { config } from "@/lib/config";
import type { Db } from "@/lib/db/client";
import type { Caller } from "../caller";
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
 * @param of the user and the new session, whether its client was new to the account, and how many other clients have
 *   signed in to it in the last hour
 */
export async function notifyOfNewDevice(
  tx: Db,
  of: { userId: string; sessionId: string; isNewClient: boolean; recentClients: number },
  { metadata: { ipAddress, userAgent } }: Caller,
): Promise<void> {
  if (!config().newDeviceNotice || !of.isNewClient || of.recentClients >= MAX_CLIENTS_PER_HOUR) return;
  const url = `${config().appUrl}/report-sign-in?token=${reportTokenOf(of.sessionId)}`;
  const values = { url, signedInFrom: { ipAddress, userAgent } };
  await notifyAllAddresses(tx, of.userId, { template: "new-device", values });
}

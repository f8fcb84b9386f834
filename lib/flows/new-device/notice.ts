import { config } from "@/lib/config";
import type { Db } from "@/lib/db/client";
import { consumePoints } from "@/lib/db/rate-limit";
import { parseLocale } from "@/lib/i18n/locales";
import { type Caller, clientHash } from "../caller";
import { requestLimits } from "../limits/requests";
import { enqueueNotice } from "../security-notices";
import { reportTokenOf } from "./token";

type Recipients = { locale: string | null; addresses: { id: string; address: string }[] };

/**
 * Notifies every verified address of a user of the first sign-in from the calling client, with a link to report it. The
 * notices to a user are limited, so that an attacker who has the password cannot fill the mailbox.
 *
 * @param tx the transaction that creates the session
 */
export async function notifyOfNewDevice(tx: Db, userId: string, caller: Caller): Promise<void> {
  if (!config().newDeviceNotice || config().email.connector === null) return;
  const notice = await consumePoints(tx, requestLimits.newDeviceNotices(userId));
  if (!notice.allowed) return;
  const [user] = await tx.$queryRaw<Recipients[]>`
    SELECT u.locale, coalesce(json_agg(json_build_object('id', e.id, 'address', e.address) ORDER BY e."createdAt")
                              FILTER (WHERE e.id IS NOT NULL), '[]') AS addresses
    FROM "User" u LEFT JOIN "EmailAddress" e ON e."userId" = u.id AND e."verifiedAt" IS NOT NULL
    WHERE u.id = ${userId}::uuid GROUP BY u.id`;
  const { ipAddress, userAgent } = caller.metadata;
  for (const { id: emailAddressId, address } of user?.addresses ?? []) {
    const token = reportTokenOf({ userId, clientHash: clientHash(caller), emailAddressId });
    const url = `${config().appUrl}/report-sign-in?token=${token}`;
    const values = { url, signedInFrom: { ipAddress, userAgent } };
    await enqueueNotice(tx, [address], parseLocale(user?.locale ?? null), { template: "new-device", values });
  }
}

import { config } from "@/lib/config";
import type { Db } from "@/lib/db/client";
import { type Locale, parseLocale } from "@/lib/i18n/locales";
import type { AccountChange, Origin, OutgoingMessage } from "@/lib/notifications/message";
import { enqueueMessage } from "@/lib/notifications/outbox";
import { type Caller, requesterOf } from "./caller";

type NoticeName =
  | "account-changed"
  | "password-changed"
  | "new-device"
  | "deletion-requested"
  | "account-deleted";

/** A notice to a user about their account. */
type Notice = {
  [Name in NoticeName]: Pick<Extract<OutgoingMessage, { template: Name }>, "template" | "values">;
}[NoticeName];

/** Returns all verified addresses of a user (NIST SP 800-63B-4 §4.6 requires notices to all of them). */
export async function verifiedAddressesOf(db: Db, userId: string): Promise<string[]> {
  const rows = await db.emailAddress.findMany({ where: { userId, verifiedAt: { not: null } } });
  return rows.map(({ address }) => address);
}

/** Enqueues a notice to each of the addresses. If no email can be sent, it has no effect. */
export async function enqueueNotice(
  tx: Db,
  addresses: string[],
  locale: Locale,
  notice: Notice,
): Promise<void> {
  if (config().email.connector === null) return;
  const origin = originOf(notice);
  const requester = origin && requesterOf(origin, true);
  for (const recipient of addresses) {
    await enqueueMessage(
      tx,
      { channel: "email", recipient, deliverable: true, locale, ...notice },
      requester,
    );
  }
}

/** Returns the origin of the request that a notice is about, or `null` if it does not name one. */
function originOf({ values }: Notice): Origin | null {
  if ("changedFrom" in values) return values.changedFrom;
  if ("signedInFrom" in values) return values.signedInFrom;
  return "requestedFrom" in values ? values.requestedFrom : null;
}

/**
 * Returns the language for notices about events that another actor may have caused: the language the user signed up in,
 * or has chosen since.
 */
export async function localeOf(db: Db, userId: string): Promise<Locale> {
  const { locale } = await db.user.findUniqueOrThrow({ where: { id: userId }, select: { locale: true } });
  return parseLocale(locale);
}

/** Enqueues a notice to every verified address of an account. */
export async function notifyAllAddresses(tx: Db, userId: string, notice: Notice): Promise<void> {
  const [user] = await tx.$queryRaw<{ addresses: string[]; locale: string | null }[]>`
    SELECT u.locale, ARRAY(SELECT address FROM "EmailAddress" e
                           WHERE e."userId" = u.id AND e."verifiedAt" IS NOT NULL ORDER BY e."createdAt") AS addresses
    FROM "User" u WHERE u.id = ${userId}::uuid`;
  if (user) await enqueueNotice(tx, user.addresses, parseLocale(user.locale), notice);
}

/**
 * Notifies every verified address of an account that a sign-in method has changed. Includes an address that is about to
 * be removed.
 *
 * @param masked the masked address or number in question
 */
export async function notifyAccountChange(
  tx: Db,
  userId: string,
  { change, masked }: { change: AccountChange; masked: string },
  { metadata: { ipAddress, userAgent } }: Caller,
): Promise<void> {
  const values = { change, masked, changedFrom: { ipAddress, userAgent } };
  await notifyAllAddresses(tx, userId, { template: "account-changed", values });
}

import { config } from "@/lib/config";
import type { Db } from "@/lib/db/client";
import { type Locale, parseLocale } from "@/lib/i18n/locales";
import type { AccountChange, OutgoingMessage } from "@/lib/notifications/message";
import { enqueueMessage } from "@/lib/notifications/outbox";
import type { Caller } from "./caller";

type NoticeName = "account-changed" | "password-changed" | "deletion-requested" | "account-deleted";

/** What an account is told of itself. */
type Notice = {
  [Name in NoticeName]: Pick<Extract<OutgoingMessage, { template: Name }>, "template" | "values">;
}[NoticeName];

/** Every address that somebody has proven (NIST SP 800-63B-4 §4.6 wants all of them told). */
export async function verifiedAddressesOf(db: Db, userId: string): Promise<string[]> {
  const rows = await db.emailAddress.findMany({ where: { userId, verifiedAt: { not: null } } });
  return rows.map(({ address }) => address);
}

/** Writes a notice to each of these addresses. Where no email can be sent, nobody is told. */
export async function enqueueNotice(
  tx: Db,
  addresses: string[],
  locale: Locale,
  notice: Notice,
): Promise<void> {
  if (config().email.connector === null) return;
  for (const recipient of addresses) {
    await enqueueMessage(tx, { channel: "email", recipient, deliverable: true, locale, ...notice });
  }
}

/** The language in which a user is told what others may have caused: the one they signed up in, or chose since. */
export async function localeOf(db: Db, userId: string): Promise<Locale> {
  const { locale } = await db.user.findUniqueOrThrow({ where: { id: userId }, select: { locale: true } });
  return parseLocale(locale);
}

/** Writes a notice to every verified address of an account. */
export async function notifyAllAddresses(tx: Db, userId: string, notice: Notice): Promise<void> {
  await enqueueNotice(tx, await verifiedAddressesOf(tx, userId), await localeOf(tx, userId), notice);
}

/**
 * Tells every verified address of an account that a way into it has changed, an address about to be removed too.
 *
 * @param masked the address or number it is about, masked
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

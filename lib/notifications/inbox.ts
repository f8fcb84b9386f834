import { database } from "@/lib/db/client";
import { parseIdentifier } from "@/lib/identifiers/identifier";

/** A message in the development inbox, in the form of its JSON. */
export type InboxEntry = {
  id: string;
  channel: "email" | "sms";
  to: string;
  subject: string | null;
  text: string;
  html: string | null;
  code: string | null;
  link: string | null;
  createdAt: Date;
};

/** The maximum number of messages per list, and of stored messages. */
const SHOWN = 200;
const KEPT = 1_000;

/** Adds a message to the inbox, unless it is already there, and deletes the oldest messages above the maximum. */
export async function addToInbox(message: Omit<InboxEntry, "createdAt">): Promise<void> {
  const db = await database();
  await db.inboxMessage.createMany({ data: message, skipDuplicates: true });
  await db.$executeRaw`
    DELETE FROM "InboxMessage" WHERE id IN (
      SELECT id FROM "InboxMessage" ORDER BY "createdAt" DESC, id DESC OFFSET ${KEPT})`;
}

/**
 * Lists the messages in the development inbox, newest first.
 *
 * @param to only messages to this address or number, in any spelling
 * @returns at most 200
 */
export async function inboxMessages(to: string | null): Promise<InboxEntry[]> {
  // PostgreSQL stores no NUL in text, so no message can have such a recipient.
  if (to?.includes("\0")) return [];
  const db = await database();
  return db.inboxMessage.findMany({
    ...(to !== null && { where: { to: recipientOf(to) } }),
    select: {
      id: true,
      channel: true,
      to: true,
      subject: true,
      text: true,
      html: true,
      code: true,
      link: true,
      createdAt: true,
    },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: SHOWN,
  });
}

/** An unescaped plus sign in a query arrives as a blank. */
function recipientOf(typed: string): string {
  const meant = typed.replace(/^ (?=\d)/, "+");
  return parseIdentifier(meant)?.value ?? meant;
}

/** Returns the HTML of one message, or `null`. */
export async function inboxHtml(id: string): Promise<string | null> {
  const db = await database();
  const message = await db.inboxMessage.findUnique({ where: { id }, select: { html: true } });
  return message?.html ?? null;
}

/** Deletes every message in the development inbox. Returns how many there were. */
export async function clearInbox(): Promise<number> {
  const db = await database();
  return (await db.inboxMessage.deleteMany()).count;
}

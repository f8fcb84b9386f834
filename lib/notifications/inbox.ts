import { database } from "@/lib/db/client";
import { parseIdentifier } from "@/lib/identifiers/identifier";

/** A message in the development inbox, as its JSON tells it. */
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

/** How many messages are shown at once, and how many are kept. */
const SHOWN = 200;
const KEPT = 1_000;

/** Puts a message into the inbox. One that is there already is not put there again; the oldest make room. */
export async function addToInbox(message: Omit<InboxEntry, "createdAt">): Promise<void> {
  const db = await database();
  await db.inboxMessage.createMany({ data: message, skipDuplicates: true });
  await db.$executeRaw`
    DELETE FROM "InboxMessage" WHERE id IN (
      SELECT id FROM "InboxMessage" ORDER BY "createdAt" DESC, id DESC OFFSET ${KEPT})`;
}

/**
 * The messages in the development inbox, newest first.
 *
 * @param to only those to this address or number, in whatever spelling
 * @returns at most 200
 */
export async function inboxMessages(to: string | null): Promise<InboxEntry[]> {
  // PostgreSQL takes no NUL in a text, so nothing was ever sent to one.
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

/** A plus sign that nobody escaped arrives as a blank. */
function recipientOf(typed: string): string {
  const meant = typed.replace(/^ (?=\d)/, "+");
  return parseIdentifier(meant)?.value ?? meant;
}

/** The HTML of one message, or `null`. */
export async function inboxHtml(id: string): Promise<string | null> {
  const db = await database();
  const message = await db.inboxMessage.findUnique({ where: { id }, select: { html: true } });
  return message?.html ?? null;
}

/** Empties the development inbox. */
export async function clearInbox(): Promise<void> {
  const db = await database();
  await db.inboxMessage.deleteMany();
}

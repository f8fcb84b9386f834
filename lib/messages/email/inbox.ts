import { database } from "@/lib/db/client";
import type { EmailConnector } from "./connector";

/** How many messages the inbox keeps. */
const KEPT = 1_000;

/** Delivers into the development inbox. A message that is there already is not delivered again; the oldest make room. */
export const inboxConnector: EmailConnector = {
  name: "inbox",
  send: async ({ id, to, subject, html, text, code }) => {
    const db = await database();
    await db.inboxMessage.createMany({
      data: { id, channel: "email", to, subject, html, text, code },
      skipDuplicates: true,
    });
    await db.$executeRaw`
      DELETE FROM "InboxMessage" WHERE id IN (
        SELECT id FROM "InboxMessage" ORDER BY "createdAt" DESC, id DESC OFFSET ${KEPT})`;
  },
};

import { database } from "@/lib/db/client";
import type { EmailConnector } from "./connector";

/** Delivers into the development inbox. A message that is there already is not delivered again. */
export const inboxConnector: EmailConnector = {
  name: "inbox",
  send: async ({ id, to, subject, html, text, code }) => {
    const db = await database();
    await db.inboxMessage.createMany({
      data: { id, channel: "email", to, subject, html, text, code },
      skipDuplicates: true,
    });
  },
};

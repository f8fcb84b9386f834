import { addToInbox } from "../inbox";
import type { EmailConnector } from "./connector";

/** Delivers emails to the development inbox. */
export const inboxConnector: EmailConnector = {
  name: "inbox",
  reach: async () => undefined,
  send: ({ id, to, subject, html, text, code, link }) =>
    addToInbox({ id, channel: "email", to, subject, html, text, code, link }),
};

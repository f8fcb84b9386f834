import { addToInbox } from "../inbox";
import type { SmsConnector } from "./connector";

/** Delivers SMS to the development inbox. */
export const smsInboxConnector: SmsConnector = {
  name: "inbox",
  reach: async () => undefined,
  send: ({ id, to, text, code }) =>
    addToInbox({ id, channel: "sms", to, subject: null, html: null, text, code, link: null }),
};

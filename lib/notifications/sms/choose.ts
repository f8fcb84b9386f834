import { config } from "@/lib/config";
import { addToInbox } from "../inbox";
import type { SmsConnector } from "./connector";
import { twilioConnector } from "./twilio";

/** Delivers SMS to the development inbox. */
export const smsInboxConnector: SmsConnector = {
  name: "inbox",
  checkConnection: async () => undefined,
  send: ({ id, to, text, code }) =>
    addToInbox({ id, channel: "sms", to, subject: null, html: null, text, code, link: null }),
};

/** Returns the configured SMS connector, or `null` if no connector is configured. */
export function smsConnector(): SmsConnector | null {
  const { connector, twilio } = config().sms;
  if (connector === "twilio") return twilioConnector(twilio);
  return connector === "inbox" ? smsInboxConnector : null;
}

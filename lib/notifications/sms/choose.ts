import { config } from "@/lib/config";
import type { SmsConnector } from "./connector";
import { smsInboxConnector } from "./inbox";
import { twilioConnector } from "./twilio";

/** The connector that sends text messages, by the settings; `null` where none is configured. */
export function smsConnector(): SmsConnector | null {
  const { connector, twilio } = config().sms;
  if (connector === "twilio") return twilioConnector(twilio);
  return connector === "inbox" ? smsInboxConnector : null;
}

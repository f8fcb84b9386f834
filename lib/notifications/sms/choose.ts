import { config } from "@/lib/config";
import type { SmsConnector } from "./connector";
import { smsInboxConnector } from "./inbox";
import { twilioConnector } from "./twilio";

/** Returns the configured SMS connector, or `null` if no connector is configured. */
export function smsConnector(): SmsConnector | null {
  const { connector, twilio } = config().sms;
  if (connector === "twilio") return twilioConnector(twilio);
  return connector === "inbox" ? smsInboxConnector : null;
}

import { z } from "zod";
import { ConfigError } from "@/lib/config-error";
import { httpUrl } from "@/lib/url-settings";

/** The settings of the connector that sends SMS, by name in the environment. */
export const SMS_SETTINGS = {
  SMS_CONNECTOR: z.enum(["twilio", "inbox"], { error: "must be twilio or inbox" }).optional(),
  TWILIO_ACCOUNT_SID: z.string().optional(),
  TWILIO_AUTH_TOKEN: z.string().optional(),
  TWILIO_FROM: z.string().optional(),
  TWILIO_BASE_URL: httpUrl.default("https://api.twilio.com"),
};

type SmsEnvironment = z.output<z.ZodObject<typeof SMS_SETTINGS>>;

/** The connector that sends SMS. */
export type SmsConnectorName = "twilio" | "inbox";

const TWILIO_SETTINGS = ["TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN", "TWILIO_FROM"] as const;

function twilioIsConfigured(env: SmsEnvironment): boolean {
  const missing = TWILIO_SETTINGS.filter((name) => env[name] === undefined);
  const isWanted = missing.length < TWILIO_SETTINGS.length || env.SMS_CONNECTOR === "twilio";
  if (!isWanted) return false;
  if (missing.length === 0) return true;
  throw new ConfigError(`${missing.join(", ")} must be set as well for text messages through Twilio.`);
}

function chooseSmsConnector(env: SmsEnvironment, inbox: boolean): SmsConnectorName | null {
  const twilio = twilioIsConfigured(env);
  if (env.SMS_CONNECTOR === "inbox" && !inbox) {
    throw new ConfigError("SMS_CONNECTOR is inbox, which needs INBOX=on to be set as well.");
  }
  if (env.SMS_CONNECTOR !== undefined) return env.SMS_CONNECTOR;
  if (twilio) return "twilio";
  return inbox ? "inbox" : null;
}

/** Returns the settings of the connector that sends SMS. */
export function smsSettings(env: SmsEnvironment, inbox: boolean) {
  return {
    connector: chooseSmsConnector(env, inbox),
    twilio: {
      accountSid: env.TWILIO_ACCOUNT_SID ?? "",
      authToken: env.TWILIO_AUTH_TOKEN ?? "",
      from: env.TWILIO_FROM ?? "",
      baseUrl: env.TWILIO_BASE_URL,
    },
  };
}

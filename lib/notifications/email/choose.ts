import { type Config, config } from "@/lib/config";
import type { EmailConnector } from "./connector";
import { inboxConnector } from "./inbox";
import { resendConnector } from "./resend";
import { smtpConnector } from "./smtp";

function make({ email }: Config): EmailConnector | null {
  if (email.connector === "resend") return resendConnector(email.resend.apiKey ?? "", email.resend.baseUrl);
  if (email.connector === "smtp") return smtpConnector(email.smtpUrl ?? "");
  return email.connector === "inbox" ? inboxConnector : null;
}

let chosen: EmailConnector | null | undefined;

/** Returns the configured email connector, or `null` if no connector is configured. */
export function emailConnector(): EmailConnector | null {
  chosen ??= make(config());
  return chosen;
}

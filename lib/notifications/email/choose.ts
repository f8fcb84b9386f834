import { type Config, config } from "@/lib/config";
import { addToInbox } from "../inbox";
import type { EmailConnector } from "./connector";
import { resendConnector } from "./resend";
import { smtpConnector } from "./smtp";

/** Delivers emails to the development inbox. */
export const inboxConnector: EmailConnector = {
  name: "inbox",
  checkConnection: async () => undefined,
  send: ({ id, to, subject, html, text, code, link }) =>
    addToInbox({ id, channel: "email", to, subject, html, text, code, link }),
};

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

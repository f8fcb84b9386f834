import { createTransport } from "nodemailer";
import SMTPTransport from "nodemailer/lib/smtp-transport";
import { DeliveryError, SEND_TIMEOUT_MS } from "../delivery-error";
import { reachHost } from "../unreachable";
import type { EmailConnector } from "./connector";

/** RFC 5321 §4.2.1: a reply from 500 on is final, one from 400 on is not. */
const FIRST_FINAL_REPLY = 500;

/**
 * Sends through an SMTP server. The Message-ID stays the same over all tries, so that a receiver can tell a repeated
 * message.
 *
 * @param url `smtp://` or `smtps://`, with user and password where the server wants them
 * @param timeoutMs for one message as a whole
 */
export function smtpConnector(url: string, timeoutMs = SEND_TIMEOUT_MS): EmailConnector {
  // Given a URL, createTransport drops all other options; the transport itself does not.
  const smtp = new SMTPTransport({
    url,
    dnsTimeout: timeoutMs,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
  });
  const transport = createTransport(smtp);
  return {
    name: "smtp",
    reach: () => reachHost(url),
    send: async ({ id, from, to, subject, html, text }) => {
      const sending = transport.sendMail({
        from,
        // An address object is taken as it stands; a text would be parsed for more addresses.
        to: { name: "", address: to },
        subject,
        html,
        text,
        messageId: `<${id}@latchkey>`,
        disableFileAccess: true,
        disableUrlAccess: true,
      });
      await Promise.race([sending, rejectAfter(timeoutMs, sending)]).catch(async (error: unknown) => {
        if (!hasReply(error)) await reachHost(url);
        throw refusal(error);
      });
    },
  };
}

/** The transport's own timeouts end a silent server; this one ends one that dribbles. */
function rejectAfter(timeoutMs: number, unlessEnded: Promise<unknown>): Promise<never> {
  return new Promise((_resolve, reject) => {
    const timer = setTimeout(() => reject(Object.assign(new Error(), { code: "ETIMEDOUT" })), timeoutMs);
    const stop = () => clearTimeout(timer);
    unlessEnded.then(stop, stop);
  });
}

const hasReply = (error: unknown) => (error as { responseCode?: number }).responseCode !== undefined;

function refusal(error: unknown): DeliveryError {
  const { responseCode, code } = error as { responseCode?: number; code?: string };
  const isFinal = responseCode !== undefined && responseCode >= FIRST_FINAL_REPLY;
  return new DeliveryError(`SMTP ${responseCode ?? code ?? "failed"}`, !isFinal);
}

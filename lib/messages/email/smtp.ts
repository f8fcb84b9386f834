import { createTransport } from "nodemailer";
import { DeliveryError, type EmailConnector, SEND_TIMEOUT_MS } from "./connector";

/**
 * Sends through an SMTP server. The Message-ID stays the same over all tries, so that a receiver can tell a repeated
 * message.
 *
 * @param url `smtp://` or `smtps://`, with user and password where the server wants them
 */
export function smtpConnector(url: string): EmailConnector {
  const transport = createTransport({
    url,
    connectionTimeout: SEND_TIMEOUT_MS,
    greetingTimeout: SEND_TIMEOUT_MS,
    socketTimeout: SEND_TIMEOUT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    name: "smtp",
    send: async ({ id, from, to, subject, html, text }) => {
      try {
        // An address object is taken as it stands; a text would be parsed for more addresses.
        await transport.sendMail({
          from,
          to: { name: "", address: to },
          subject,
          html,
          text,
          messageId: `<${id}@latchkey>`,
        });
      } catch (error) {
        const { responseCode, code } = error as { responseCode?: number; code?: string };
        const permanent = responseCode !== undefined && responseCode >= 500;
        throw new DeliveryError(`SMTP ${responseCode ?? code ?? "failed"}`, !permanent);
      }
    },
  };
}

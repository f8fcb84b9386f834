import { domainToASCII } from "node:url";
import { createTransport } from "nodemailer";
import addressparser from "nodemailer/lib/addressparser";
import SMTPConnection from "nodemailer/lib/smtp-connection";
import SMTPTransport from "nodemailer/lib/smtp-transport";
import { DeliveryError, MisconfiguredError, OverloadedError, SEND_TIMEOUT_MS } from "../delivery-error";
import { reachHost } from "../unreachable";
import { type EmailConnector, emailHeaders } from "./connector";

/** RFC 5321 §4.2.1: replies from 500 on are permanent, replies from 400 to 499 are transient. */
const FIRST_FINAL_REPLY = 500;

/**
 * The commands whose reply is about the recipient or the message. Replies to all other commands are about the settings.
 */
const MESSAGE_COMMANDS = ["RCPT TO", "DATA"];

/** RFC 5321 §4.2.3: the server closes the connection, for example because it allows no more. */
const CLOSING_REPLY = 421;

/** RFC 4954 §6: the credentials are missing, wrong or too weak, whichever command the server replies to. */
const AUTHENTICATION_REPLIES = [530, 534, 535, 538];

/** Matches an address whose local part requires a server with SMTPUTF8 (RFC 6531). Domains have an ASCII form. */
const NEEDS_SMTPUTF8 = /[^\x20-\x7e].*@/u;

type SmtpError = { responseCode?: number; code?: string; command?: string };

/**
 * Sends emails through an SMTP server. The Message-ID is the same for all attempts, so that a receiver can detect a
 * repeated message.
 *
 * @param url `smtp://` or `smtps://`, with user and password if the server requires them
 * @param timeoutMs for one message as a whole
 */
export function smtpConnector(url: string, timeoutMs = SEND_TIMEOUT_MS): EmailConnector {
  // createTransport ignores all other options when it is given a URL; the transport itself does not.
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
    checkConnection: () => reachHost(url),
    send: async ({ id, from, to, subject, html, text }) => {
      const send = async () => {
        if (NEEDS_SMTPUTF8.test(to) && !(await supportsSmtpUtf8(smtp.options))) {
          throw new DeliveryError("The mail server lacks SMTPUTF8, which the address needs", false);
        }
        await transport.sendMail({
          from,
          // An address object is used as it is; a string would be parsed for more addresses.
          to: { name: "", address: to },
          subject,
          html,
          text,
          headers: emailHeaders({ id }),
          messageId: `<${id}@${domainOf(from)}>`,
          disableFileAccess: true,
          disableUrlAccess: true,
        });
      };
      const sending = send();
      await Promise.race([sending, rejectAfter(timeoutMs, sending)]).catch(async (error: unknown) => {
        if (error instanceof DeliveryError) throw error;
        if (!hasReply(error)) await reachHost(url);
        throw refusal(error as SmtpError);
      });
    },
  };
}

/** Returns the domain of a sender such as `Latchkey <auth@example.com>`. */
function domainOf(from: string): string {
  const [sender] = addressparser(from, { flatten: true });
  return domainToASCII(sender?.address.split("@").at(-1) ?? "") || "localhost";
}

/**
 * Queries the server's extensions (RFC 5321 §4.1.1.1), because nodemailer also sends such addresses to servers without
 * SMTPUTF8.
 */
function supportsSmtpUtf8(options: SMTPConnection.Options): Promise<boolean> {
  const connection = new SMTPConnection(options);
  return new Promise((resolve, reject) => {
    connection.once("error", reject);
    connection.connect(() => {
      resolve(/^250[ -]SMTPUTF8\b/im.test(String(connection.lastServerResponse)));
      connection.quit();
    });
  });
}

/**
 * Limits the total time. The transport's own timeouts only cover a silent server, not one that keeps sending a few
 * bytes.
 */
function rejectAfter(timeoutMs: number, unlessEnded: Promise<unknown>): Promise<never> {
  return new Promise((_resolve, reject) => {
    const timer = setTimeout(() => reject(Object.assign(new Error(), { code: "ETIMEDOUT" })), timeoutMs);
    const stop = () => clearTimeout(timer);
    unlessEnded.then(stop, stop);
  });
}

const hasReply = (error: unknown) => (error as SmtpError).responseCode !== undefined;

function refusal({ responseCode, code, command }: SmtpError): DeliveryError {
  const answer = `SMTP ${responseCode ?? code ?? "failed"}`;
  const isFinal = responseCode === undefined ? code === "EAUTH" : responseCode >= FIRST_FINAL_REPLY;
  const isAboutUs =
    AUTHENTICATION_REPLIES.includes(responseCode ?? 0) || !MESSAGE_COMMANDS.includes(command ?? "DATA");
  if (isFinal && isAboutUs) return new MisconfiguredError(answer);
  if (!isFinal && (isAboutUs || responseCode === CLOSING_REPLY)) return new OverloadedError(answer);
  return new DeliveryError(answer, !isFinal);
}

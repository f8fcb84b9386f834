import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import PostalMime, { type Email } from "postal-mime";
import { SMTPServer } from "smtp-server";

/** A mail server that stores the messages that it receives. */
export type SmtpSink = { port: number; emails: Email[]; stop: () => Promise<void> };

/**
 * Starts a mail server on the given port or a free one. It accepts each message after `takesMs` milliseconds. A sender
 * that waits for ten seconds, as on a machine without a free CPU, repeats a message under its Message-ID. It is stored
 * once.
 */
export async function startSmtpSink(port = 0, takesMs = 0): Promise<SmtpSink> {
  const emails: Email[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onData(stream, _session, done) {
      buffer(stream)
        .then((message) => PostalMime.parse(message))
        .then((email) => {
          if (!emails.some(({ messageId }) => messageId === email.messageId)) emails.push(email);
          setTimeout(done, takesMs);
        })
        // The sender was killed before it had sent the whole message.
        .catch(done);
    },
  });
  server.listen(port, "127.0.0.1");
  await once(server.server, "listening");
  return {
    port: (server.server.address() as AddressInfo).port,
    emails,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

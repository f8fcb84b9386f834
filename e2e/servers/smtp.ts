import { once } from "node:events";
import type { AddressInfo } from "node:net";
import PostalMime, { type Email } from "postal-mime";
import { SMTPServer } from "smtp-server";

/** A mail server that stores the messages that it receives. */
export type SmtpSink = { port: number; emails: Email[]; stop: () => Promise<void> };

/** Starts a mail server on the given port or a free one. It accepts each message after `takesMs` milliseconds. */
export async function startSmtpSink(port = 0, takesMs = 0): Promise<SmtpSink> {
  const emails: Email[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    async onData(stream, _session, done) {
      const chunks: Buffer[] = [];
      for await (const chunk of stream) chunks.push(chunk as Buffer);
      emails.push(await PostalMime.parse(Buffer.concat(chunks)));
      setTimeout(done, takesMs);
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

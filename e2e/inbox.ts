import { setTimeout as wait } from "node:timers/promises";

/** A message in the JSON format of the inbox. */
export type Message = {
  id: string;
  channel: "email" | "sms";
  to: string;
  subject: string;
  text: string;
  html: string;
  code: string | null;
  link: string | null;
  createdAt: string;
};

/** The token of the inbox, if the server is remote. */
const TOKEN = process.env.E2E_BASE_URL ? process.env.INBOX_TOKEN : undefined;

/** The headers that the inbox requires. */
export const inboxHeaders: Record<string, string> = TOKEN ? { Authorization: `Bearer ${TOKEN}` } : {};

/** Maximum time until a message arrives on a busy machine. */
const PATIENCE_MS = 60_000;

/** The development inbox, with the messages to all recipients. */
export class Inbox {
  constructor(private readonly appUrl: string) {}

  /** Returns the messages to a recipient, newest first. */
  async messages(to: string): Promise<Message[]> {
    const answer = await fetch(`${this.appUrl}/inbox/messages?to=${encodeURIComponent(to)}`, {
      headers: inboxHeaders,
    });
    return (await answer.json()) as Message[];
  }

  /** Waits until a recipient has at least `count` messages. Returns them, newest first. */
  async waitFor(to: string, count: number): Promise<Message[]> {
    const end = Date.now() + PATIENCE_MS;
    for (;;) {
      const messages = await this.messages(to);
      if (messages.length >= count) return messages;
      if (Date.now() > end) throw new Error(`${to} has ${messages.length} messages, not ${count}.`);
      // A long list takes longer to read, so it is read less often.
      await wait(50 + 5 * messages.length);
    }
  }

  /** Returns the code of the nth message with a code to an address or number. */
  code(to: string, nth = 1): Promise<string> {
    return this.nth(to, "code", nth);
  }

  /** Returns the link of the nth message with a link to an address. */
  link(to: string, nth = 1): Promise<string> {
    return this.nth(to, "link", nth);
  }

  /** Waits for a message whose subject contains `subject`. Returns all such messages. */
  async withSubject(to: string, subject: string): Promise<Message[]> {
    const end = Date.now() + PATIENCE_MS;
    for (;;) {
      const found = (await this.messages(to)).filter((message) => message.subject?.includes(subject));
      if (found.length > 0) return found;
      if (Date.now() > end) throw new Error(`${to} has no message about "${subject}".`);
      await wait(50);
    }
  }

  private async nth(to: string, what: "code" | "link", nth: number): Promise<string> {
    const end = Date.now() + PATIENCE_MS;
    for (;;) {
      const found = (await this.messages(to)).flatMap((message) => message[what] ?? []);
      const one = found[found.length - nth];
      if (one !== undefined) return one;
      if (Date.now() > end) throw new Error(`${to} has ${found.length} messages with a ${what}, not ${nth}.`);
      await wait(50);
    }
  }
}

import { setTimeout as wait } from "node:timers/promises";

/** A message as the inbox tells it. */
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

/** The key of an inbox that is guarded, where the server runs elsewhere. */
const TOKEN = process.env.E2E_BASE_URL ? process.env.INBOX_TOKEN : undefined;

/** What opens the inbox. */
export const inboxHeaders: Record<string, string> = TOKEN ? { Authorization: `Bearer ${TOKEN}` } : {};

/** The longest that a message may take on a busy machine. */
const PATIENCE_MS = 60_000;

/** The mailbox of everybody the server writes to. */
export class Inbox {
  constructor(private readonly appUrl: string) {}

  /** The messages to an address, newest first. */
  async messages(to: string): Promise<Message[]> {
    const answer = await fetch(`${this.appUrl}/inbox/messages?to=${encodeURIComponent(to)}`, {
      headers: inboxHeaders,
    });
    return (await answer.json()) as Message[];
  }

  /** Waits until an address has so many messages; returns them, newest first. */
  async waitFor(to: string, count: number): Promise<Message[]> {
    const end = Date.now() + PATIENCE_MS;
    for (;;) {
      const messages = await this.messages(to);
      if (messages.length >= count) return messages;
      if (Date.now() > end) throw new Error(`${to} has ${messages.length} messages, not ${count}.`);
      await wait(50);
    }
  }

  /** The code of the nth message with one to an address or number. */
  code(to: string, nth = 1): Promise<string> {
    return this.nth(to, "code", nth);
  }

  /** The link of the nth message with one to an address. */
  link(to: string, nth = 1): Promise<string> {
    return this.nth(to, "link", nth);
  }

  /** Waits for a message with a subject; returns all there are with it. */
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

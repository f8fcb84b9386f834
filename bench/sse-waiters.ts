import { Agent, get, type IncomingMessage } from "node:http";
import pg from "pg";
import { readForm, sendForm } from "@/e2e/raw-form";
import type { App } from "@/e2e/servers/app";
import { AUTH_SECRET } from "@/e2e/servers/paths";
import { addressOf } from "@/e2e/users";
import { keyedHash } from "@/lib/crypto/hash";
import { randomToken } from "@/lib/crypto/random";
import { memoryKb } from "./memory";

const WAITERS = 1_000;
/** How many of them are confirmed, through the page of the link. The others continue to wait. */
const CONFIRMED = 50;

/** The memory per waiting page, and the delay until it is notified. */
export type Waiting = { waiters: number; perWaiterKb: number; p50Ms: number; p99Ms: number };

type Waiter = { verificationId: string; cookie: string };

const agent = new Agent({ maxSockets: Number.POSITIVE_INFINITY, keepAlive: false });

/** Returns a separate network for each waiter, because a network may open a limited number of event streams. */
const addressOfWaiter = (index: number) => `10.${index >> 8}.${index & 255}.1`;

/** Opens the event stream of a waiting page. `ended` resolves with the time at which it was notified. */
async function open(app: App, { verificationId, cookie }: Waiter, index: number) {
  const url = `${app.url}/api/verifications/${verificationId}/events`;
  const answer = await new Promise<IncomingMessage>((resolve, reject) =>
    get(url, { agent, headers: { cookie, "X-Forwarded-For": addressOfWaiter(index) } }, resolve).once(
      "error",
      reject,
    ),
  );
  if (answer.statusCode !== 200) throw new Error(`A waiter was refused: ${answer.statusCode}`);
  const ended = new Promise<number>((resolve) => {
    answer.on("data", (chunk: Buffer) => chunk.includes("event: status") && resolve(performance.now()));
  });
  return { ended, close: () => answer.destroy() };
}

/** Inserts waiters that are not confirmed directly into the database. */
async function idleWaiters(client: pg.Client, count: number): Promise<Waiter[]> {
  const tokens = Array.from({ length: count }, randomToken);
  const { rows } = await client.query<{ id: string }>(
    `INSERT INTO "Verification" ("clientHash", purpose, method, destination, "expiresAt")
     SELECT hash, 'sign_in', 'email_link', 'bench', now() + interval '1 hour' FROM unnest($1::bytea[]) AS hash
     RETURNING id`,
    [tokens.map((token) => Buffer.from(keyedHash("client", token)))],
  );
  return tokens.map((token, nth) => ({
    verificationId: rows[nth]?.id ?? "",
    cookie: `latchkey.client=${token}`,
  }));
}

/** Requests a link like the page. Returns the waiter and a function that confirms it. */
async function asks(app: App, client: pg.Client, address: string) {
  const asked = await sendForm(await readForm(`${app.url}/sign-in/factor-one`, "identifier"), {
    identifier: address,
  });
  const attempt = new URL(asked.location ?? "/", app.url);
  const choose = await readForm(attempt.href, "strategy", asked.cookies);
  const { cookies } = await sendForm(choose, { strategy: "email_link" });
  const { rows } = await client.query<{ id: string }>(
    `SELECT "verificationId" AS id FROM "SignIn" WHERE id = $1`,
    [attempt.searchParams.get("attempt")],
  );
  const token = await tokenFor(app, address);
  const form = await readForm(`${app.url}/verify`, "token", `${cookies}; latchkey.link=${token}`);
  return { verificationId: rows[0]?.id ?? "", cookie: cookies, confirm: () => sendForm(form, {}) };
}

async function tokenFor(app: App, address: string): Promise<string> {
  for (;;) {
    const messages = (await (await fetch(`${app.url}/inbox/messages?to=${address}`)).json()) as {
      link: string;
    }[];
    const link = messages[0]?.link;
    if (link) return new URL(link).searchParams.get("token") ?? "";
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/**
 * Lets a thousand pages wait, confirms some of them, and measures the time from the confirmation to the notification of
 * the waiting page.
 */
export async function measureWaiting(app: App): Promise<Waiting> {
  // Hashes in this process must match those of the server.
  process.env.AUTH_SECRET = AUTH_SECRET;
  const client = new pg.Client({ connectionString: app.databaseUrl });
  await client.connect();
  const asking = [];
  for (let nth = 0; nth < CONFIRMED; nth++) asking.push(await asks(app, client, addressOf(nth)));
  const idle = await idleWaiters(client, WAITERS - CONFIRMED);
  const before = memoryKb(app.pid);
  const streams = [];
  for (const [index, waiter] of [...idle, ...asking].entries()) streams.push(await open(app, waiter, index));
  const perWaiterKb = (memoryKb(app.pid) - before) / WAITERS;
  const times: number[] = [];
  for (const [nth, { confirm }] of asking.entries()) {
    const pressedAt = performance.now();
    const [endedAt] = await Promise.all([streams[idle.length + nth]?.ended, confirm()]);
    times.push((endedAt ?? Number.POSITIVE_INFINITY) - pressedAt);
  }
  for (const { close } of streams) close();
  await client.end();
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.floor(share * (times.length - 1))] ?? 0;
  return { waiters: WAITERS, perWaiterKb, p50Ms: at(0.5), p99Ms: at(0.99) };
}

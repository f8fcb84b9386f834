import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { config } from "@/lib/config";
import { log } from "@/lib/log";
import { type Db, embeddedDatabase } from "./client";
import { connectServerClient } from "./server-connection";

/** The PostgreSQL channels through which instances notify each other. */
export type NotificationChannel = "latchkey_verification";

/** Called for each notification, and when notifications may have been missed. */
export type Listener = { onNotification: (payload: string) => void; onMissed: () => void };

const PAUSE_MS = 1_000;

/**
 * Notifies every instance of a change when the transaction commits (PostgreSQL's NOTIFY).
 *
 * @param tx the transaction that makes the change
 * @param payload at most 8000 bytes; an id, never a secret
 */
export async function notify(tx: Db, channel: NotificationChannel, payload: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_notify(${channel}, ${payload})`;
}

/**
 * Listens for notifications of any instance (PostgreSQL's LISTEN), on a separate connection that reconnects when it
 * breaks.
 *
 * @returns a function that stops listening
 */
export async function listen(channel: NotificationChannel, listener: Listener): Promise<() => void> {
  const embedded = await embeddedDatabase();
  if (embedded !== null) {
    const stop = await embedded.postgres.listen(channel, listener.onNotification);
    return () => void stop();
  }
  const stopping = new AbortController();
  void keepListening(channel, listener, stopping.signal);
  return () => stopping.abort();
}

async function keepListening(
  channel: NotificationChannel,
  listener: Listener,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    try {
      await listenOnce(channel, listener, signal);
    } catch (error) {
      log.warn({ event: "notifications.interrupted", channel, err: error });
    }
    if (!signal.aborted) await wait(PAUSE_MS, undefined, { ref: false });
  }
}

/** Listens until the connection ends or the signal is aborted. */
async function listenOnce(
  channel: NotificationChannel,
  listener: Listener,
  signal: AbortSignal,
): Promise<void> {
  const client = await connectServerClient(config().databaseUrl ?? "");
  const ended = new Promise<void>((resolve, reject) => {
    client.once("error", reject);
    client.once("end", () => resolve());
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
  // Prevents an unhandled rejection before the promise is awaited.
  ended.catch(() => undefined);
  try {
    client.on("notification", ({ payload }) => listener.onNotification(payload ?? ""));
    await client.query(`LISTEN ${pg.escapeIdentifier(channel)}`);
    listener.onMissed();
    await ended;
  } finally {
    await client.end().catch(() => undefined);
  }
}

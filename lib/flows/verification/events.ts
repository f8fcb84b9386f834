import { EventEmitter } from "node:events";
import { type Db, database, Prisma } from "@/lib/db/client";
import { listen, notify } from "@/lib/db/notifications";
import { globalSingleton } from "@/lib/global-singleton";
import { log } from "@/lib/log";
import { IS_VOID } from "./void";

const CHANNEL = "latchkey_verification";

/**
 * The interval for rechecking all awaited verifications, in milliseconds, in case a notification was missed. One
 * statement covers all of them.
 */
const RECHECK_MS = 5_000;

type State = { changes: EventEmitter; waiting: Map<string, number>; stop: (() => void) | null };

const state = globalSingleton<State>("verification-watch", () => ({
  changes: new EventEmitter().setMaxListeners(0),
  waiting: new Map(),
  stop: null,
}));

/**
 * Notifies the subscribers of a verification, on all instances, that it has changed. Delivered when the transaction
 * commits.
 */
export async function publishVerificationChange(tx: Db, verificationId: string): Promise<void> {
  await notify(tx, CHANNEL, verificationId);
}

/** Returns the SQL expression that does the same as `publishVerificationChange` in a statement of the flow. */
export const changeNotification = (verificationId: string) =>
  Prisma.sql`pg_notify(${CHANNEL}, ${verificationId})`;

/**
 * Calls `onChange` whenever a verification may have changed: verified, failed, cancelled. All subscribers share one
 * database connection, which is open only while there are subscribers.
 *
 * @returns a function that unsubscribes
 */
export function subscribeToVerification(verificationId: string, onChange: () => void): () => void {
  state.changes.on(verificationId, onChange);
  state.waiting.set(verificationId, (state.waiting.get(verificationId) ?? 0) + 1);
  state.stop ??= startListening();
  return () => {
    state.changes.off(verificationId, onChange);
    const left = (state.waiting.get(verificationId) ?? 1) - 1;
    if (left > 0) state.waiting.set(verificationId, left);
    else state.waiting.delete(verificationId);
    if (state.waiting.size > 0) return;
    state.stop?.();
    state.stop = null;
  };
}

function startListening(): () => void {
  const listening = listen(CHANNEL, {
    onNotification: (verificationId) => state.changes.emit(verificationId),
    onMissed: () => void recheck(),
  });
  listening.catch((error) => log.warn({ event: "notifications.unavailable", err: error }));
  const timer = setInterval(recheck, RECHECK_MS).unref();
  return () => {
    clearInterval(timer);
    listening.then(
      (stop) => stop(),
      () => undefined,
    );
  };
}

async function recheck(): Promise<void> {
  try {
    const db = await database();
    const changed = await db.$queryRaw<{ id: string }[]>`
      SELECT v.id FROM "Verification" v LEFT JOIN "User" u ON u.id = v."userId"
      WHERE v.id = ANY(${[...state.waiting.keys()]}::uuid[])
        AND (v."verifiedAt" IS NOT NULL OR v."failedAt" IS NOT NULL OR v."cancelledAt" IS NOT NULL OR ${IS_VOID})`;
    for (const { id } of changed) state.changes.emit(id);
  } catch (error) {
    log.warn({ event: "verifications.unreadable", err: error });
  }
}

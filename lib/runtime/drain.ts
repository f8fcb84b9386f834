import type { Server } from "node:http";
import { setImmediate as nextTurn } from "node:timers/promises";

/** Long enough for those whom we have just answered to come back. */
const QUIET_MS = 5;

/** In a turn of the event loop that took longer we were busy, and somebody may have come meanwhile. */
const SHORT_TURN_MS = 1;

/** How long to look for a quiet moment. */
const PATIENCE_MS = 10_000;

/**
 * Waits for a moment in which nobody connects. The kernel answers connections before we take them, and resets those
 * that we have not taken when we close; a proxy repeats a GET elsewhere then, but must not repeat a POST.
 */
async function untilNobodyComes(server: Server): Promise<void> {
  let now = performance.now();
  let quietSince = now;
  const end = now + PATIENCE_MS;
  const note = () => {
    quietSince = performance.now();
  };
  server.on("connection", note);
  while (now - quietSince < QUIET_MS && now < end) {
    const before = now;
    await nextTurn();
    now = performance.now();
    if (now - before > SHORT_TURN_MS) quietSince = now;
  }
  server.off("connection", note);
}

/** Takes in whoever is at the door, then lets nobody in; resolves once the last request has been answered. */
export async function closeServer(server: Server): Promise<void> {
  await untilNobodyComes(server);
  await new Promise((resolve) => server.close(resolve));
}

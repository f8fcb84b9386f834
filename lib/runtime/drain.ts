import type { Server } from "node:http";
import { setImmediate as nextTurn } from "node:timers/promises";

/** Long enough for clients that have just received a response to reconnect. */
const QUIET_MS = 5;

/** A longer turn of the event loop means that the process was busy, and new connections may be queued. */
const SHORT_TURN_MS = 1;

/** The maximum time to wait for a quiet moment. */
const MAX_WAIT_MS = 10_000;

/**
 * Waits for a moment without new connections. The kernel accepts connections before this process does, and resets the
 * queued ones when the server closes. A proxy then repeats a GET elsewhere, but must not repeat a POST.
 */
async function waitForIdleConnections(server: Server): Promise<void> {
  let now = performance.now();
  let quietSince = now;
  const end = now + MAX_WAIT_MS;
  const restart = () => {
    quietSince = performance.now();
  };
  server.on("connection", restart);
  while (now - quietSince < QUIET_MS && now < end) {
    const before = now;
    await nextTurn();
    now = performance.now();
    if (now - before > SHORT_TURN_MS) quietSince = now;
  }
  server.off("connection", restart);
}

/** Accepts queued connections, then stops listening. Resolves when the last response has been sent. */
export async function closeServer(server: Server): Promise<void> {
  await waitForIdleConnections(server);
  await new Promise((resolve) => server.close(resolve));
}

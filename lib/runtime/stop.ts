import type { Server } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { config } from "@/lib/config";
import { closeDatabase } from "@/lib/db/client";
import { startDraining } from "@/lib/lifecycle";
import { log } from "@/lib/log";
import { closeServer } from "./drain";

/** How long requests in hand may take to end. */
const GRACE_MS = 20_000;

/**
 * Stops in order when told to (SIGTERM, SIGINT): no longer ready; then, after `SHUTDOWN_DELAY_SECONDS` for a load
 * balancer to notice, no new requests; those in hand and the message in hand end; the database closes; exit code 0.
 *
 * @param servers the HTTP servers of this process
 * @param stopWork ends what runs in the background
 */
export function stopOnSignal(servers: Set<Server>, stopWork: () => Promise<void>): void {
  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    startDraining();
    log.info({ event: "server.stopping" });
    await wait(config().shutdownDelaySeconds * 1000);
    const ended = Promise.all([...servers].map(closeServer));
    await Promise.race([ended, wait(GRACE_MS)]);
    await stopWork();
    await closeDatabase();
    log.info({ event: "server.stopped" });
    process.exit(0);
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
}

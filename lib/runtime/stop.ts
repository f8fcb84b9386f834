import type { Server } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { config } from "@/lib/config";
import { closeDatabase } from "@/lib/db/client";
import { startDraining } from "@/lib/lifecycle";
import { log } from "@/lib/log";
import { closeServer } from "./drain";

/** The maximum time for requests in flight. */
const GRACE_MS = 20_000;

/**
 * Stops the process in order on SIGTERM or SIGINT. First it reports as not ready. After `SHUTDOWN_DELAY_SECONDS`, in
 * which a load balancer can notice, it accepts no new requests. Then requests in flight and background work finish, the
 * database closes, and the process exits with code 0.
 *
 * @param servers the HTTP servers of this process
 * @param stopWork stops the background work
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

import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage, Server } from "node:http";
import { config } from "@/lib/config";
import { migrateDatabase } from "@/lib/db/client";
import { seedDemoAccounts } from "@/lib/demo/accounts";
import { openPlaces } from "@/lib/identifiers/place";
import { log } from "@/lib/log";
import { startOutboxWorker } from "@/lib/messages/worker";
import { notePeerAddress } from "@/lib/web/peer";
import { startWebhookWorker } from "@/lib/webhooks/worker";
import { startCleanUp } from "./clean-up";
import { stopOnSignal } from "./stop";
import { whyNot } from "./why-not";

/** Makes this process ready to serve: settings, database, worker, clean-up. Ends it with one sentence if it cannot. */
export async function startServer(): Promise<void> {
  try {
    const { databaseUrl, outboxWorker } = config();
    await openPlaces();
    const applied = await migrateDatabase();
    if (applied.length > 0) log.info({ event: "database.migrated", applied });
    if (databaseUrl === null) await seedDemoAccounts();
    const workers = outboxWorker ? [startOutboxWorker(), startWebhookWorker()] : [];
    const stopCleanUp = startCleanUp();
    const servers = watchRequests();
    stopOnSignal(servers, async () => {
      stopCleanUp();
      await Promise.all(workers.map((stopWorker) => stopWorker()));
    });
  } catch (error) {
    process.stderr.write(`${whyNot(error)}\n`);
    process.exit(1);
  }
}

/** Notes each request's peer, and remembers the servers that requests come in by. */
function watchRequests(): Set<Server> {
  const servers = new Set<Server>();
  subscribe("http.server.request.start", (message) => {
    const { request, server } = message as { request: IncomingMessage; server: Server };
    servers.add(server);
    notePeerAddress(request);
  });
  return servers;
}

import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { type Outcome, rejected } from "@/lib/commands/outcome";
import { runCommand } from "@/lib/commands/run";
import { config } from "@/lib/config";
import { authSecrets } from "@/lib/crypto/auth-secret";
import { migrateDatabase } from "@/lib/db/client";
import { loadHashKeys } from "@/lib/db/hash-keys";
import { prepareRequest } from "@/lib/http/incoming-request";
import { loadGeoIpDatabase } from "@/lib/identifiers/geoip";
import { log } from "@/lib/log";
import { startOutboxWorker } from "@/lib/notifications/worker";
import { startWebhookWorker } from "@/lib/webhooks/worker";
import { startCleanUp } from "./clean-up";
import { serveCommands } from "./command-socket";
import { prepareInstallation } from "./installation";
import { startReporting } from "./report-instance";
import { prepareResponse, rejectUnknownMethods } from "./responses";
import { describeStartupError } from "./startup-error";
import { stopOnSignal } from "./stop";

/**
 * Prepares this process for serving: settings, database, workers, cleanup. Ends the process with one sentence if that
 * fails.
 */
export async function startServer(): Promise<void> {
  try {
    const { databaseUrl, dataDirectory, outboxWorker, redirectOriginsCallApi } = config();
    authSecrets();
    if (redirectOriginsCallApi) {
      const advice = "REDIRECT_ORIGINS also allows calls of the API: name the callers in API_ORIGINS.";
      log.warn({ event: "settings.deprecated", setting: "REDIRECT_ORIGINS", advice });
    }
    await loadGeoIpDatabase();
    const applied = await migrateDatabase();
    if (applied.length > 0) log.info({ event: "database.migrated", applied });
    const { replaced } = await loadHashKeys({ store: true });
    if (replaced)
      log.warn(
        { event: "secrets.replaced" },
        "No configured AUTH_SECRET can decrypt the keys of the database, so other keys are in use: users are signed out, and links are invalid. If an earlier secret was removed too soon, set it again and restart.",
      );
    await prepareInstallation();
    const stopCommands = databaseUrl === null ? await serveCommands(dataDirectory, runCommandSafely) : null;
    const workers = outboxWorker ? [startOutboxWorker(), startWebhookWorker()] : [];
    const stopCleanUp = startCleanUp();
    const stopReporting = await startReporting();
    const servers = watchRequests();
    stopOnSignal(servers, async () => {
      await stopCleanUp();
      await stopCommands?.();
      await Promise.all(workers.map((stopWorker) => stopWorker()));
      await stopReporting();
    });
  } catch (error) {
    process.stderr.write(`${describeStartupError(error)}\n`);
    process.exit(1);
  }
}

/** Runs a command for the command line, and describes a failure in one sentence. */
async function runCommandSafely(args: string[]): Promise<Outcome> {
  try {
    return await runCommand(args);
  } catch (error) {
    log.error({ event: "command.failed", err: error });
    return rejected(describeStartupError(error));
  }
}

type Started = { request: IncomingMessage; response: ServerResponse; server: Server };

/** Prepares each request and its response, and collects the servers that receive requests. */
function watchRequests(): Set<Server> {
  const servers = new Set<Server>();
  subscribe("http.server.request.start", (message) => {
    const { request, response, server } = message as Started;
    if (!servers.has(server)) rejectUnknownMethods(server);
    servers.add(server);
    prepareResponse(response);
    prepareRequest(request);
  });
  return servers;
}

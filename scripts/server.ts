/**
 * `node server.js`: the production server. Loads `.env`, checks the settings and the port, and only then loads Next,
 * which would continue without a server if a setting is invalid. Every failure ends with one sentence.
 */
import path from "node:path";
import { pathToFileURL } from "node:url";
import { config } from "@/lib/config";
import { ConfigError } from "@/lib/config-error";
import { appFolder, loadEnvironment, setEnvironment } from "./environment";
import { checkPort } from "./port.mjs";

/**
 * Longer than the idle timeout of load balancers (usually 60 s), which would otherwise send a request on a closing
 * connection.
 */
const KEEP_ALIVE_MS = 75_000;

function fail(sentence: string): never {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

/** Reads the settings like every other entry point, and sets the variables that Next reads. */
function readSettings() {
  Object.assign(process.env, { NODE_ENV: "production" });
  loadEnvironment(appFolder(import.meta.dirname));
  // Next's name for it, which containers and earlier versions use.
  process.env.HOST ||= process.env.HOSTNAME ?? "";
  const { host, port } = config();
  setEnvironment({
    HOST: host,
    HOSTNAME: host,
    PORT: String(port),
    KEEP_ALIVE_TIMEOUT: process.env.KEEP_ALIVE_TIMEOUT || String(KEEP_ALIVE_MS),
    NEXT_MANUAL_SIG_HANDLE: "1",
    NEXT_TELEMETRY_DISABLED: "1",
  });
  return { host, port };
}

try {
  const { host, port } = readSettings();
  const obstacle = await checkPort(host, port);
  if (obstacle !== null) fail(obstacle);
} catch (error) {
  fail(error instanceof ConfigError ? error.message : String(error));
}
await import(pathToFileURL(path.join(import.meta.dirname, "next-server.js")).href);

import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { startFrontEnd } from "./front-end";
import {
  AUTH_SECRET,
  EMBEDDED_TEMPLATE,
  FRONT_END_URL_FILE,
  POSTGRES_TEMPLATE,
  POSTGRES_URL_FILE,
  ROOT,
  RUN,
  SERVER_FOLDER_FILE,
} from "./paths";
import { createDatabase, startPostgres } from "./postgres";

/** Fills a database with people, by the project's own migrations. */
function prepare(environment: Record<string, string>): void {
  execFileSync(process.execPath, ["--import", "tsx", "e2e/servers/users.ts"], {
    cwd: ROOT,
    stdio: ["ignore", "ignore", "inherit"],
    env: {
      ...process.env,
      AUTH_SECRET,
      LOG_LEVEL: "silent",
      APP_URL: "http://localhost:3000",
      ...environment,
    },
  });
}

/**
 * Puts the server where the container has it: away from the project, whose packages would stand in for any that its own
 * `node_modules` lack.
 */
function placeServer(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "latchkey-server-"));
  cpSync(path.join(ROOT, ".next/standalone"), folder, { recursive: true });
  writeFileSync(SERVER_FOLDER_FILE, folder);
  return folder;
}

/** The same server as it would be with `middleware.ts` taken out of the build: files are shared, only the list differs. */
function placeServerWithoutMiddleware(server: string): string {
  const folder = `${server}-without-middleware`;
  execFileSync("cp", ["-al", server, folder]);
  const manifest = path.join(folder, ".next/server/functions-config-manifest.json");
  rmSync(manifest);
  writeFileSync(manifest, JSON.stringify({ version: 1, functions: {} }));
  return folder;
}

/**
 * Places the server, makes the two databases of which each run of it gets a copy, and starts a front end on another origin.
 * Returns what takes them away again.
 */
export default async function setup(): Promise<() => Promise<void>> {
  rmSync(RUN, { recursive: true, force: true });
  mkdirSync(RUN, { recursive: true });
  const server = placeServer();
  const without = placeServerWithoutMiddleware(server);
  prepare({ DATA_DIR: EMBEDDED_TEMPLATE });
  const postgres = await startPostgres();
  prepare({ DATABASE_URL: await createDatabase(postgres.url, POSTGRES_TEMPLATE) });
  writeFileSync(POSTGRES_URL_FILE, postgres.url);
  const frontEnd = await startFrontEnd();
  writeFileSync(FRONT_END_URL_FILE, frontEnd.url);
  return async () => {
    frontEnd.stop();
    await postgres.stop();
    for (const made of [RUN, server, without]) rmSync(made, { recursive: true, force: true });
  };
}

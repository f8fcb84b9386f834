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

/** Migrates a database and fills it with users. */
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
 * Copies the server to a folder outside the project, like in the container. Inside the project, packages that are
 * missing in its `node_modules` would be found in those of the project.
 */
function placeServer(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "latchkey-server-"));
  cpSync(path.join(ROOT, ".next/standalone"), folder, { recursive: true });
  writeFileSync(SERVER_FOLDER_FILE, folder);
  return folder;
}

/** Copies the server without `middleware.ts`. The files are hard links; only the manifest differs. */
function placeServerWithoutMiddleware(server: string): string {
  const folder = `${server}-without-middleware`;
  execFileSync("cp", ["-al", server, folder]);
  const manifest = path.join(folder, ".next/server/functions-config-manifest.json");
  rmSync(manifest);
  writeFileSync(manifest, JSON.stringify({ version: 1, functions: {} }));
  return folder;
}

/**
 * Copies the server, creates the two template databases that each server gets a copy of, and starts a front end on
 * another origin. Returns a function that removes them.
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

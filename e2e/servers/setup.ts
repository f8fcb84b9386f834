import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { AUTH_SECRET, EMBEDDED_TEMPLATE, POSTGRES_TEMPLATE, POSTGRES_URL_FILE, ROOT, RUN } from "./paths";
import { createDatabase, startPostgres } from "./postgres";

/** Fills a database with people, by the project's own migrations. */
function prepare(environment: Record<string, string>): void {
  execFileSync(process.execPath, ["--import", "tsx", "e2e/servers/people.ts"], {
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

/** Makes the two databases of which each server under test gets a copy. Returns what takes them away again. */
export default async function setup(): Promise<() => Promise<void>> {
  rmSync(RUN, { recursive: true, force: true });
  mkdirSync(RUN, { recursive: true });
  prepare({ DATA_DIR: EMBEDDED_TEMPLATE });
  const postgres = await startPostgres();
  prepare({ DATABASE_URL: await createDatabase(postgres.url, POSTGRES_TEMPLATE) });
  writeFileSync(POSTGRES_URL_FILE, postgres.url);
  return async () => {
    await postgres.stop();
    rmSync(RUN, { recursive: true, force: true });
  };
}

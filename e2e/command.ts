import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { App } from "./servers/app";
import { AUTH_SECRET, ROOT } from "./servers/paths";

/** Runs one of the project's scripts on the database of a server; returns what it printed. */
export async function run(
  app: App,
  script: string,
  args: string[],
  settings: Record<string, string> = {},
): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, ["--import", "tsx", script, ...args], {
    cwd: ROOT,
    env: {
      ...process.env,
      AUTH_SECRET,
      APP_URL: app.url,
      DATABASE_URL: app.databaseUrl,
      LOG_LEVEL: "silent",
      ...settings,
    },
  });
  return stdout;
}

import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { App } from "./servers/app";
import { AUTH_SECRET, ROOT } from "./servers/paths";

/** Runs an administrative command on the database of a server. Returns its output. */
export async function run(app: App, args: string[], settings: Record<string, string> = {}): Promise<string> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["--import", "tsx", "scripts/latchkey.ts", ...args],
    {
      cwd: ROOT,
      env: {
        ...process.env,
        AUTH_SECRET,
        APP_URL: app.url,
        DATABASE_URL: app.databaseUrl,
        LOG_LEVEL: "silent",
        ...settings,
      },
    },
  );
  return stdout;
}

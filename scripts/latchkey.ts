/**
 * `node latchkey.mjs COMMAND …` beside the server, and `npm run admin`, `user:compromised`, `webhook`, `db:deploy` and
 * `db:seed` in a checkout: administrative commands. Exits with 1 if the command was not done.
 */
import path from "node:path";
import { ConfigError, config } from "@/lib/config";
import { appFolder, loadEnvironment } from "./environment";

const BUNDLE = "latchkey.mjs";

async function main(args: string[]): Promise<boolean> {
  const isBundle = path.basename(import.meta.filename) === BUNDLE;
  // Beside the program, or in the checkout: where the migrations are.
  const folder = isBundle ? import.meta.dirname : path.resolve(import.meta.dirname, "..");
  process.chdir(folder);
  if (isBundle) Object.assign(process.env, { NODE_ENV: process.env.NODE_ENV || "production" });
  loadEnvironment(appFolder(folder));
  config();
  // Only now, because loading them needs the settings.
  const { runCommandLine } = await import("@/lib/runtime/command-line");
  const { describeStartupError } = await import("@/lib/runtime/startup-error");
  try {
    const { done, message } = await runCommandLine(args);
    process[done ? "stdout" : "stderr"].write(`${message}\n`);
    return done;
  } catch (error) {
    process.stderr.write(`${describeStartupError(error)}\n`);
    return false;
  }
}

try {
  if (!(await main(process.argv.slice(2)))) process.exitCode = 1;
} catch (error) {
  process.stderr.write(`${error instanceof ConfigError ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

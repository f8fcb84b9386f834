/**
 * Runs administrative commands: `node latchkey.mjs COMMAND …` next to the server, and `npm run admin`,
 * `user:compromised`, `webhook`, `secrets`, `db:deploy` and `db:seed` in a checkout. Exits with 1 if the command did
 * not succeed.
 */
import path from "node:path";
import { config } from "@/lib/config";
import { ConfigError } from "@/lib/config-error";
import { appFolder, loadEnvironment } from "./environment";

const BUNDLE = "latchkey.mjs";

async function main(args: string[]): Promise<boolean> {
  const isBundle = path.basename(import.meta.filename) === BUNDLE;
  // The folder with the migrations: that of the program, or the checkout.
  const folder = isBundle ? import.meta.dirname : path.resolve(import.meta.dirname, "..");
  process.chdir(folder);
  if (isBundle) Object.assign(process.env, { NODE_ENV: process.env.NODE_ENV || "production" });
  loadEnvironment(appFolder(folder));
  config();
  // Imported here because these modules need the settings.
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

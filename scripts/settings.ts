/**
 * Prints the settings for the start script and the variables from `.env` as JSON. For an invalid setting, prints one
 * sentence and exits with 1.
 */
import path from "node:path";
import { config } from "@/lib/config";
import { ConfigError } from "@/lib/config-error";
import { loadEnvironment } from "./environment";

/** Returns the demo accounts that the start script shows. */
async function demoAccounts() {
  const { DEMO_ACCOUNTS, DEMO_BACKUP_CODES, DEMO_TOTP_SECRET } = await import("@/lib/demo/accounts");
  const { DEMO_PASSWORD } = await import("@/lib/factors/password/demo-password");
  return {
    accounts: DEMO_ACCOUNTS,
    password: DEMO_PASSWORD,
    totpSecret: DEMO_TOTP_SECRET,
    backupCodes: DEMO_BACKUP_CODES,
  };
}

try {
  const before = { ...process.env };
  loadEnvironment(path.resolve(import.meta.dirname, ".."));
  const environment = Object.fromEntries(
    Object.entries(process.env).filter(([name, value]) => before[name] !== value),
  );
  const { host, port, appUrl, demo, inbox } = config();
  const shown = demo.seed ? await demoAccounts() : null;
  console.log(JSON.stringify({ host, port, appUrl, demo: shown, inbox: inbox.on, environment }));
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  console.error(error.message);
  process.exit(1);
}

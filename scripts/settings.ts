/** Prints what the start script needs of the settings, as JSON; or why they cannot be used, in one sentence. */
import { ConfigError, parseConfig } from "@/lib/config";
import { DEMO_ACCOUNTS, DEMO_BACKUP_CODES, DEMO_PASSWORD, DEMO_TOTP_SECRET } from "@/lib/demo/accounts";

try {
  const { host, port, appUrl, dataDirectory, databaseUrl, inbox } = parseConfig(process.env);
  const demo =
    databaseUrl === null
      ? {
          accounts: DEMO_ACCOUNTS,
          password: DEMO_PASSWORD,
          totpSecret: DEMO_TOTP_SECRET,
          backupCodes: DEMO_BACKUP_CODES,
        }
      : null;
  console.log(JSON.stringify({ host, port, appUrl, dataDirectory, demo, inbox: inbox.on }));
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  console.error(error.message);
  process.exit(1);
}

import { config } from "@/lib/config";
import { migrateDatabase } from "@/lib/db/client";
import { loadHashKeys } from "@/lib/db/hash-keys";
import { DEMO_ACCOUNTS, seedDemoAccounts } from "@/lib/demo/accounts";
import { DEMO_PASSWORD } from "@/lib/factors/password/demo-password";
import { done, type Outcome, rejected } from "./outcome";
import { secretsCommand } from "./secrets";
import { adminCommand, compromisedCommand } from "./user";
import { webhookCommand } from "./webhook";

const USAGE = `admin IDENTIFIER              makes a user an administrator; --create creates the account, --remove undoes it
user:compromised IDENTIFIER   marks a password compromised; --undo removes the mark
webhook COMMAND               manages webhook endpoints; without COMMAND it lists what there is
secrets                       encrypts stored secrets with the newest AUTH_SECRET, and lists those to remove
db:deploy                     applies the migrations that are missing
db:seed                       creates the demo accounts that are missing; only where DEMO is on`;

type Command = (args: string[], applied: string[]) => Promise<Outcome>;

const COMMANDS = new Map<string, Command>([
  ["admin", adminCommand],
  ["user:compromised", compromisedCommand],
  ["webhook", webhookCommand],
  ["secrets", secretsCommand],
  ["db:deploy", deployCommand],
  ["db:seed", seedCommand],
]);

async function deployCommand(_args: string[], applied: string[]): Promise<Outcome> {
  return done(applied.length === 0 ? "The database is up to date." : `Applied ${applied.join(", ")}.`);
}

async function seedCommand(): Promise<Outcome> {
  if (!config().demo.on)
    return rejected(
      "The password of the demo accounts is public: they are created only where DEMO is on, which needs an APP_URL on this machine.",
    );
  await seedDemoAccounts();
  return done(`The demo accounts are there: ${DEMO_ACCOUNTS.join(", ")}; password: ${DEMO_PASSWORD}`);
}

/**
 * Runs an administrative command in this process, after applying missing migrations.
 *
 * @param args the name of the command and its arguments
 * @returns the message to print, and whether the command succeeded
 */
export async function runCommand([name = "", ...args]: string[]): Promise<Outcome> {
  const command = COMMANDS.get(name);
  if (command === undefined) return rejected(USAGE);
  const applied = await migrateDatabase();
  // A machine that only applies migrations has no secret.
  if (command !== deployCommand) await loadHashKeys({ store: false });
  return command(args, applied);
}

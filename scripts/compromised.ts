/**
 * `npm run user:compromised -- IDENTIFIER [--undo]`: marks somebody's password compromised, or takes the mark back. With
 * the embedded database only while no server runs on it.
 */
import { BY_COMMAND } from "@/lib/audit";
import { closeDatabase, database, migrateDatabase } from "@/lib/db/client";
import { findAccount } from "@/lib/flows/accounts";
import { markPasswordCompromised, unmarkPasswordCompromised } from "@/lib/flows/users/password-compromised";
import { parseIdentifier } from "@/lib/identifiers/identifier";
import { whyNot } from "@/lib/server/why-not";

const args = process.argv.slice(2);
const undo = args.includes("--undo");
const typed = args.find((argument) => !argument.startsWith("--")) ?? "";

async function run(): Promise<string> {
  await migrateDatabase();
  const identifier = parseIdentifier(typed);
  const account = identifier && (await findAccount(await database(), identifier));
  if (!account) return `There is nobody with a verified address or number ${JSON.stringify(typed)}.`;
  const { userId } = account;
  const done = undo
    ? await unmarkPasswordCompromised(userId, BY_COMMAND)
    : await markPasswordCompromised(userId, "reported", BY_COMMAND);
  if (!done.ok) return done.errors[0].longMessage;
  return `The password of ${typed} is ${undo ? "no longer " : ""}marked compromised.`;
}

try {
  console.log(await run());
  await closeDatabase();
} catch (error) {
  console.error(whyNot(error));
  process.exit(1);
}

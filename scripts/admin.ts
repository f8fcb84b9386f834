/**
 * `npm run admin -- IDENTIFIER [--remove]`: makes somebody an administrator, or no longer one. With the embedded database
 * only while no server runs on it.
 */
import { BY_COMMAND } from "@/lib/audit";
import { closeDatabase, database, migrateDatabase } from "@/lib/db/client";
import { findAccount } from "@/lib/flows/accounts";
import { makeAdministrator, removeAdministrator } from "@/lib/flows/users/role";
import { parseIdentifier } from "@/lib/identifiers/identifier";
import { whyNot } from "@/lib/server/why-not";

const args = process.argv.slice(2);
const removes = args.includes("--remove");
const typed = args.find((argument) => !argument.startsWith("--")) ?? "";

async function run(): Promise<string> {
  await migrateDatabase();
  const identifier = parseIdentifier(typed);
  const account = identifier && (await findAccount(await database(), identifier));
  if (!account) return `There is nobody with a verified address or number ${JSON.stringify(typed)}.`;
  const { userId } = account;
  const done = removes
    ? await removeAdministrator(userId, BY_COMMAND)
    : await makeAdministrator(userId, BY_COMMAND);
  if (!done.ok) return done.errors[0].longMessage;
  return `${typed} is ${removes ? "no longer " : ""}an administrator.`;
}

try {
  console.log(await run());
  await closeDatabase();
} catch (error) {
  console.error(whyNot(error));
  process.exit(1);
}

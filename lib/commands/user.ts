import { parseArgs } from "node:util";
import { CLI_ACTOR } from "@/lib/audit";
import { database } from "@/lib/db/client";
import type { Result } from "@/lib/errors";
import { findAccount } from "@/lib/flows/accounts";
import { createUser } from "@/lib/flows/users/create";
import { markPasswordCompromised, unmarkPasswordCompromised } from "@/lib/flows/users/password-compromised";
import { makeAdministrator, removeAdministrator } from "@/lib/flows/users/role";
import { parseIdentifier } from "@/lib/identifiers/identifier";
import { type Outcome, outcomeOf, rejected } from "./outcome";

/** Parses one identifier and the options of a command. Returns `null` if the arguments are invalid. */
function parse(args: string[], options: string[]): { typed: string; given: Set<string> } | null {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: Object.fromEntries(options.map((name) => [name, { type: "boolean" as const }])),
    });
    const [typed] = positionals;
    return positionals.length === 1 && typed ? { typed, given: new Set(Object.keys(values)) } : null;
  } catch {
    return null;
  }
}

async function findUserId(typed: string): Promise<string | null> {
  const identifier = parseIdentifier(typed);
  const account = identifier && (await findAccount(await database(), identifier));
  return account?.userId ?? null;
}

/** Runs an action on the user with a verified address or number. */
async function withUser(
  typed: string,
  act: (userId: string) => Promise<Result>,
  message: string,
): Promise<Outcome> {
  const userId = await findUserId(typed);
  if (userId === null)
    return rejected(`There is no account with the verified address or number ${JSON.stringify(typed)}.`);
  return outcomeOf(await act(userId), () => message);
}

const ADMIN_USAGE = "admin IDENTIFIER [--create | --remove]";

/**
 * Makes a user an admin or, with `--remove`, removes the role. With `--create` the account is created if it does not
 * exist; its owner sets a password by a reset.
 *
 * @param args a verified address or number, and options
 */
export async function adminCommand(args: string[]): Promise<Outcome> {
  const parsed = parse(args, ["remove", "create"]);
  if (parsed === null) return rejected(ADMIN_USAGE);
  const { typed, given } = parsed;
  if (given.has("remove"))
    return withUser(
      typed,
      (userId) => removeAdministrator(userId, CLI_ACTOR),
      `${typed} is no longer an administrator.`,
    );
  if (given.has("create") && (await findUserId(typed)) === null) {
    const user = { emailAddresses: [typed], phoneNumbers: [], password: null, name: null };
    const created = await createUser(user, CLI_ACTOR);
    if (!created.ok) return outcomeOf(created, () => "");
  }
  return withUser(typed, (userId) => makeAdministrator(userId, CLI_ACTOR), `${typed} is an administrator.`);
}

/**
 * Marks a user's password as compromised or, with `--undo`, removes the flag.
 *
 * @param args a verified address or number, and options
 */
export async function compromisedCommand(args: string[]): Promise<Outcome> {
  const parsed = parse(args, ["undo"]);
  if (parsed === null) return rejected("user:compromised IDENTIFIER [--undo]");
  const { typed, given } = parsed;
  if (given.has("undo"))
    return withUser(
      typed,
      (userId) => unmarkPasswordCompromised(userId, CLI_ACTOR),
      `The password of ${typed} is no longer marked compromised.`,
    );
  return withUser(
    typed,
    (userId) => markPasswordCompromised(userId, "reported", CLI_ACTOR),
    `The password of ${typed} is marked compromised.`,
  );
}

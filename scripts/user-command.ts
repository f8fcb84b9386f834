import { database, migrateDatabase } from "@/lib/db/client";
import type { Result } from "@/lib/errors";
import { findAccount } from "@/lib/flows/accounts";
import { DEFAULT_LOCALE } from "@/lib/i18n/locales";
import { tellError } from "@/lib/i18n/tell-error";
import { parseIdentifier } from "@/lib/identifiers/identifier";
import { type Outcome, printOutcome } from "./print";

/** What a command does to one user. */
type UserCommand = {
  /** What on the command line takes it back, such as `--undo`. */
  takesBack: string;
  act: (userId: string, isBack: boolean) => Promise<Result>;
  /** What is printed once it is done; `typed` is how the user was named. */
  words: (typed: string, isBack: boolean) => string;
};

/** Runs a command whose line names one user by a verified address or number. */
export function runUserCommand(command: UserCommand): Promise<void> {
  return printOutcome((args) => run(command, args));
}

async function run({ takesBack, act, words }: UserCommand, args: string[]): Promise<Outcome> {
  const typed = args.find((argument) => !argument.startsWith("--")) ?? "";
  await migrateDatabase();
  const identifier = parseIdentifier(typed);
  const account = identifier && (await findAccount(await database(), identifier));
  if (!account) {
    const nobody = `There is nobody with a verified address or number ${JSON.stringify(typed)}.`;
    return { done: false, words: nobody };
  }
  const isBack = args.includes(takesBack);
  const result = await act(account.userId, isBack);
  if (result.ok) return { done: true, words: words(typed, isBack) };
  return { done: false, words: tellError(result.errors[0], DEFAULT_LOCALE).longMessage };
}

import type { Db } from "@/lib/db/client";
import { type FlowError, failure, flowError } from "@/lib/errors";
import { parseNewUsername } from "@/lib/identifiers/username";
import { findAccount, lockIdentifier } from "../accounts";

const FIELD = { paramName: "username" };

/**
 * Parses a username that a user chooses.
 *
 * @returns the normalized username; or `form_param_format_invalid`, also for a reserved word
 */
export function readNewUsername(typed: string): { username: string } | { error: FlowError } {
  const parsed = parseNewUsername(typed);
  return "username" in parsed
    ? parsed
    : { error: flowError("form_param_format_invalid", FIELD, { key: parsed.error }) };
}

/** Whether a user has the username. */
export async function isUsernameTaken(db: Db, username: string): Promise<boolean> {
  return (await findAccount(db, { kind: "username", value: username })) !== null;
}

/**
 * Locks a username until the transaction ends. A transaction that also locks addresses or numbers locks them before.
 *
 * @returns false if a user has it
 */
export async function lockFreeUsername(tx: Db, username: string): Promise<boolean> {
  await lockIdentifier(tx, username);
  return !(await isUsernameTaken(tx, username));
}

/** Returns the error for a username of another user. */
export function usernameTaken() {
  return failure("form_identifier_exists", FIELD, { key: "username_taken" });
}

/**
 * Returns the path of the account page that asks a new user for another username.
 *
 * @param redirectUrl where the sign-up leads to; the page links to it
 */
export function pathAfterTakenUsername(redirectUrl: string | null): string {
  const query = new URLSearchParams({ username: "taken" });
  if (redirectUrl !== null) query.set("redirect_url", redirectUrl);
  return `/account?${query}#username`;
}

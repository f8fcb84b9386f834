import { database } from "@/lib/db/client";
import { failure, type Result } from "@/lib/errors";
import { parseIdentifier } from "@/lib/identifiers/identifier";
import type { Caller } from "../caller";
import { findAttempt, newestAttemptId } from "./attempt";
import { recoverPassword } from "./recover";
import type { PasswordReset } from "./reset-password";

/** A recovery that is known by its address or number rather than by its id. */
export type RecoveryByIdentifier = {
  identifier: string;
  code: string;
  password: string;
  signOutOfOtherSessions: boolean;
};

/**
 * Recovers an account by the code that this client asked for last, for the address or number that is named.
 *
 * @returns the attempt and the reset; or `resource_not_found` where this client asked for none, and the errors of
 *   `recoverPassword`
 */
export async function recoverNewest(
  { identifier, ...recovery }: RecoveryByIdentifier,
  caller: Caller,
): Promise<Result<PasswordReset & { signInId: string }>> {
  const db = await database();
  const typed = parseIdentifier(identifier)?.value;
  const signInId = typed && (await newestAttemptId(db, ["reset_password"], caller, typed));
  const attempt = signInId ? await findAttempt(db, signInId, caller) : null;
  if (attempt === null) return failure("resource_not_found");
  const reset = await recoverPassword({ ...recovery, signInId: attempt.id }, caller);
  return reset.ok ? { ...reset, signInId: attempt.id } : reset;
}

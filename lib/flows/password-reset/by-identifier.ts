import { database } from "@/lib/db/client";
import { failure, type Result } from "@/lib/errors";
import { findAttempt, newestAttemptId } from "@/lib/flows/sign-in/attempt";
import { parseIdentifier } from "@/lib/identifiers/identifier";
import type { Caller } from "../caller";
import type { PasswordReset } from "./reset-password";
import { resetPasswordWithCode } from "./with-code";

/** A recovery that is known by its address or number rather than by its id. */
export type ResetByIdentifier = {
  identifier: string;
  code: string;
  password: string;
  signOutOfOtherSessions: boolean;
};

/**
 * Recovers an account by the code that this client asked for last, for the address or number that is named.
 *
 * @returns the attempt and the reset; or `resource_not_found` where this client asked for none, and the errors of
 *   `resetPasswordWithCode`
 */
export async function resetPasswordByIdentifier(
  { identifier, ...recovery }: ResetByIdentifier,
  caller: Caller,
): Promise<Result<PasswordReset & { signInId: string }>> {
  const db = await database();
  const typed = parseIdentifier(identifier)?.value;
  const signInId = typed && (await newestAttemptId(db, ["reset_password"], caller, typed));
  const attempt = signInId ? await findAttempt(db, signInId, caller) : null;
  if (attempt === null) return failure("resource_not_found");
  const reset = await resetPasswordWithCode({ ...recovery, signInId: attempt.id }, caller);
  return reset.ok ? { ...reset, signInId: attempt.id } : reset;
}

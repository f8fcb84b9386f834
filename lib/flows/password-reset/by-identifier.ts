import { database } from "@/lib/db/client";
import { failure, type Result } from "@/lib/errors";
import { findAttempt, newestAttemptId } from "@/lib/flows/sign-in/attempt";
import { parseIdentifier } from "@/lib/identifiers/identifier";
import type { Caller } from "../caller";
import type { PasswordReset } from "./reset-password";
import { resetPasswordWithCode } from "./with-code";

/** A password reset that names its attempt by address or phone number instead of by ID. */
export type ResetByIdentifier = {
  identifier: string;
  code: string;
  password: string;
  signOutOfOtherSessions: boolean;
};

/**
 * Resets a password with the code that this client requested last for the given address or phone number.
 *
 * @returns the attempt and the reset; or `resource_not_found` if this client requested none, and the errors of
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

import { database } from "@/lib/db/client";
import { failure, type Result } from "@/lib/errors";
import { checkNewPassword, passwordContext } from "@/lib/factors/password/policy";
import { findAttempt } from "@/lib/flows/sign-in/attempt";
import { attemptCodeOf } from "@/lib/flows/sign-in/attempt-first-factor";
import { type Caller, requesterOf } from "../caller";
import { checkRateLimits } from "../limits/check";
import { requestLimits } from "../limits/requests";
import { type NewPassword, type PasswordReset, resetPassword } from "./reset-password";

/**
 * Resets a password from a form that contains both the code and the new password.
 *
 * The password policy is checked before the code, so a rejected password neither counts as an attempt nor consumes the
 * code. Reuse of the current password is reported only after the code is verified.
 *
 * @param input as for `resetPassword`, with the password as typed; `code` is `null` once it has been verified
 * @returns the reset; or `client_state_invalid` if nothing has been verified, or an error of the password policy, of
 *   `attemptFirstFactor` or of `resetPassword`
 */
export async function resetPasswordWithCode(
  input: NewPassword & { code: string | null },
  caller: Caller,
): Promise<Result<PasswordReset>> {
  const db = await database();
  const attempt = await findAttempt(db, input.signInId, caller);
  if (attempt === null) return failure("resource_not_found");
  if (attempt.verification.ended || attempt.status === "abandoned") return failure("client_state_invalid");
  const needsCode = attempt.status === "needs_first_factor";
  if (needsCode && input.code === null) return failure("client_state_invalid");

  const isKnown = !needsCode || attempt.isKnownClient;
  const limits = isKnown
    ? requestLimits.newPasswordsOf(attempt.id)
    : requestLimits.newPasswords(caller.metadata);
  const within = await checkRateLimits(db, caller.metadata, limits);
  if (!within.ok) return within;
  const requester = requesterOf(caller.metadata, isKnown);
  const checked = await checkNewPassword(input.password, passwordContext(attempt.identifier), requester);
  if ("errors" in checked) return { ok: false, errors: checked.errors };

  if (needsCode && input.code !== null) {
    const proven = await attemptCodeOf(attempt, input.code, caller);
    if (!proven.ok) return proven;
  }
  return resetPassword({ ...input, password: checked.password }, caller);
}

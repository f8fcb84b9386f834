import { database } from "@/lib/db/client";
import { failure, type Result } from "@/lib/errors";
import { checkNewPassword, passwordContext } from "@/lib/factors/password/policy";
import { findAttempt } from "@/lib/flows/sign-in/attempt";
import { attemptFirstFactor } from "@/lib/flows/sign-in/attempt-first-factor";
import { type Caller, requesterOf } from "../caller";
import { isKnownClient } from "../known-clients";
import { checkRateLimits } from "../limits/check";
import { requestLimits } from "../limits/requests";
import { type NewPassword, type PasswordReset, resetPassword } from "./reset-password";

/**
 * Recovers an account from a form that asks for code and new password at once.
 *
 * The password is held against the policy first, so that a refused one costs no try and burns no code; whether it is the
 * current one is told only after the code was right.
 *
 * @param input as for `resetPassword`, with the password as typed; `code` is `null` once it has been proven
 * @returns the reset; or `client_state_invalid` where nothing has been proven, or an error of the password policy, of
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

  const isKnown = !needsCode || (await isKnownClient(db, attempt.userId, caller));
  const limits = isKnown
    ? requestLimits.newPasswordsOf(attempt.id)
    : requestLimits.newPasswords(caller.metadata);
  const within = await checkRateLimits(db, caller.metadata, limits);
  if (!within.ok) return within;
  const requester = requesterOf(caller.metadata, isKnown);
  const checked = await checkNewPassword(input.password, passwordContext(attempt.identifier), requester);
  if ("errors" in checked) return { ok: false, errors: checked.errors };

  if (needsCode && input.code !== null) {
    const proven = await attemptFirstFactor({ signInId: input.signInId, code: input.code }, caller);
    if (!proven.ok) return proven;
  }
  return resetPassword({ ...input, password: checked.password }, caller);
}

import { database } from "@/lib/db/client";
import { failure, type Result } from "@/lib/errors";
import { resetPasswordWithCode } from "@/lib/flows/password-reset/with-code";
import type { Caller } from "../caller";
import { findAttempt, firstFactorStrategies, type SignInAttempt, type StrategyName } from "./attempt";
import { attemptCodeOf } from "./attempt-first-factor";
import type { SignInOutcome } from "./complete-first-factor";
import { continueSignIn } from "./resume";
import { signInWithPassword } from "./with-password";

/** An attempt at the first factor of a sign-in attempt. */
export type FirstFactorAttempt = {
  signInId: string;
  strategy: StrategyName | "password";
  code: string | null;
  /**
   * The password as typed. With a strategy that resets the password, the new password, if the user has chosen it
   * already.
   */
  password: string | null;
  signOutOfOtherSessions: boolean;
};

/** The sign-in outcome; `null` if a new password must be set first. */
type AttemptResult = { outcome: SignInOutcome | null };

/**
 * Attempts the first factor of a sign-in attempt with its strategy: a password or a code. For a link, resumes an
 * attempt that was confirmed on another device.
 *
 * @returns the sign-in outcome; or `resource_not_found`, `form_param_missing`, `client_state_invalid` if the message
 *   was sent by another strategy, and the errors of `signInWithPassword`, `attemptFirstFactor`, `resetPasswordWithCode`
 *   and `continueSignIn`
 */
export async function attemptStrategy(
  attempted: FirstFactorAttempt,
  caller: Caller,
): Promise<Result<AttemptResult>> {
  const attempt = await findAttempt(await database(), attempted.signInId, caller);
  if (attempt === null) return failure("resource_not_found");
  const { strategy } = attempted;
  if (strategy === "password") return tryPassword(attempt, attempted, caller);
  const { purpose, method } = firstFactorStrategies[strategy];
  if (attempt.verification.purpose !== purpose || attempt.verification.method !== method) {
    return failure("client_state_invalid");
  }
  if (method === "email_link") {
    return purpose === "sign_in" ? continueSignIn(attempt.id, caller) : failure("client_state_invalid");
  }
  return tryCode(attempt, attempted, caller);
}

function tryPassword(
  { id, identifier, redirectUrl }: SignInAttempt,
  { password }: FirstFactorAttempt,
  caller: Caller,
): Promise<Result<AttemptResult>> | Result<AttemptResult> {
  if (password === null) return failure("form_param_missing", { paramName: "password" });
  return signInWithPassword({ identifier, password, redirectUrl, signInId: id }, caller);
}

async function tryCode(
  attempt: SignInAttempt,
  { signInId, code, password, signOutOfOtherSessions }: FirstFactorAttempt,
  caller: Caller,
): Promise<Result<AttemptResult>> {
  if (code === null) return failure("form_param_missing", { paramName: "code" });
  if (password === null) return attemptCodeOf(attempt, code, caller);
  if (attempt.verification.purpose === "sign_in")
    return failure("form_param_unknown", { paramName: "password" });
  return resetPasswordWithCode({ signInId, code, password, signOutOfOtherSessions }, caller);
}

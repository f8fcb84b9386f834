import { database } from "@/lib/db/client";
import { failure, type Result } from "@/lib/errors";
import type { Caller } from "../caller";
import type { SignInOutcome } from "../sign-in/complete-first-factor";
import { findSignUp } from "./attempt";
import { attemptSignUpVerification } from "./attempt-verification";
import type { SignUpMethod } from "./prepare-verification";
import { continueSignUp } from "./resume";

/** An attempt to verify the address of a sign-up. If `method` is `null`, the method of the last message applies. */
export type SignUpMethodAttempt = { signUpId: string; method: SignUpMethod | null; code: string | null };

/**
 * Attempts to verify the address of a sign-up with a code. For a link, resumes a sign-up that was confirmed on another
 * device.
 *
 * @returns the sign-in outcome of the new user; or `resource_not_found`, `form_param_missing`, `client_state_invalid`
 *   if no message or one of another method was sent, and the errors of `attemptSignUpVerification` and `continueSignUp`
 */
export async function attemptSignUpMethod(
  { signUpId, method, code }: SignUpMethodAttempt,
  caller: Caller,
): Promise<Result<{ outcome: SignInOutcome | null }>> {
  const signUp = await findSignUp(await database(), signUpId, caller);
  if (signUp === null) return failure("resource_not_found");
  const sent = signUp.verification.method;
  if (sent === null || sent !== (method ?? sent)) return failure("client_state_invalid");
  if (sent === "email_link") return continueSignUp(signUpId, caller);
  if (code === null) return failure("form_param_missing", { paramName: "code" });
  return attemptSignUpVerification({ signUpId, code }, caller);
}

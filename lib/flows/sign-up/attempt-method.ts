import { database } from "@/lib/db/client";
import { failure, type Result } from "@/lib/errors";
import type { Caller } from "../caller";
import type { SignInOutcome } from "../sign-in/complete-first-factor";
import { findSignUp } from "./attempt";
import { attemptSignUpVerification } from "./attempt-verification";
import type { SignUpMethod } from "./prepare-verification";
import { continueSignUp } from "./resume";

/** A try at proving the address of a sign-up, by what was sent last where `method` is `null`. */
export type SignUpTry = { signUpId: string; method: SignUpMethod | null; code: string | null };

/**
 * Tries to prove the address of a sign-up: by code or, for a link, by going on with what was confirmed elsewhere.
 *
 * @returns how the new user comes in; or `resource_not_found`, `form_param_missing`, `client_state_invalid` where nothing
 *   or something else was sent, and the errors of `attemptSignUpVerification` and `continueSignUp`
 */
export async function attemptSignUpMethod(
  { signUpId, method, code }: SignUpTry,
  caller: Caller,
): Promise<Result<{ entry: SignInOutcome | null }>> {
  const signUp = await findSignUp(await database(), signUpId, caller);
  if (signUp === null) return failure("resource_not_found");
  const sent = signUp.verification.method;
  if (sent === null || sent !== (method ?? sent)) return failure("client_state_invalid");
  if (sent === "email_link") return continueSignUp(signUpId, caller);
  if (code === null) return failure("form_param_missing", { paramName: "code" });
  return attemptSignUpVerification({ signUpId, code }, caller);
}

import { database } from "@/lib/db/client";
import { failure, type Result } from "@/lib/errors";
import { type Caller, clientName } from "../caller";
import { attemptCode, claimGuess } from "../verification/attempt-code";
import type { VerificationOutcome } from "../verification/handler";
import { findSignUp } from "./attempt";
import { handleSignUpVerified } from "./on-verified";

/**
 * Attempts to verify the address of a sign-up with a code.
 *
 * @param input the sign-up and six digits
 * @returns the outcome for the new user, or the errors of `attemptCode`
 */
export async function attemptSignUpVerification(
  input: { signUpId: string; code: string },
  caller: Caller,
): Promise<Result<VerificationOutcome>> {
  const signUp = await findSignUp(await database(), input.signUpId, caller);
  if (signUp === null) return failure("resource_not_found");
  const attempted = await attemptCode(
    { verificationId: signUp.verification.id, code: input.code },
    claimGuess("sign_up", signUp.emailAddress, clientName(caller)),
    caller,
    handleSignUpVerified,
  );
  return attempted.ok ? { ok: true, ...attempted.next } : attempted;
}

import { database } from "@/lib/db/client";
import { failure, type Result } from "@/lib/errors";
import type { Caller } from "../caller";
import { attemptCode } from "../verification/attempt-code";
import type { VerificationOutcome } from "../verification/handler";
import { findAttempt, type SignInAttempt } from "./attempt";
import { handleSignInVerified } from "./on-verified";

/**
 * Attempts the first factor of a sign-in attempt with a code.
 *
 * @param input the attempt, six digits, and the purpose that the attempt must have, if only one is allowed
 * @returns the next state of the attempt; or `resource_not_found`, `client_state_invalid` for another purpose, and the
 *   errors of `attemptCode`
 */
export async function attemptFirstFactor(
  input: { signInId: string; code: string; purpose?: "sign_in" | "reset_password" },
  caller: Caller,
): Promise<Result<VerificationOutcome>> {
  const attempt = await findAttempt(await database(), input.signInId, caller);
  if (attempt === null) return failure("resource_not_found");
  if (input.purpose !== undefined && attempt.verification.purpose !== input.purpose)
    return failure("client_state_invalid");
  return attemptCodeOf(attempt, input.code, caller);
}

/** Attempts the first factor of an attempt that was just read, like `attemptFirstFactor`. */
export async function attemptCodeOf(
  { identifier, userId, isKnownClient, verification }: SignInAttempt,
  code: string,
  caller: Caller,
): Promise<Result<VerificationOutcome>> {
  const attempted = await attemptCode(
    { verificationId: verification.id, code },
    { account: userId ?? identifier, identifier, isKnownClient },
    caller,
    handleSignInVerified,
  );
  return attempted.ok ? { ok: true, ...attempted.next } : attempted;
}

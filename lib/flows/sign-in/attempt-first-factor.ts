import { database } from "@/lib/db/client";
import { failure, type Result } from "@/lib/errors";
import type { Caller } from "../caller";
import { isKnownClient } from "../known-clients";
import { attemptCode } from "../verification/attempt-code";
import type { VerificationOutcome } from "../verification/handler";
import { findAttempt } from "./attempt";
import { handleSignInVerified } from "./on-verified";

/**
 * Attempts the first factor of a sign-in attempt with a code.
 *
 * @param input the attempt and six digits
 * @returns the next state of the attempt, or the errors of `attemptCode`
 */
export async function attemptFirstFactor(
  input: { signInId: string; code: string },
  caller: Caller,
): Promise<Result<VerificationOutcome>> {
  const db = await database();
  const attempt = await findAttempt(db, input.signInId, caller);
  if (attempt === null) return failure("resource_not_found");
  const { identifier, userId, verification } = attempt;
  const attempted = await attemptCode(
    { verificationId: verification.id, code: input.code },
    { account: userId ?? identifier, identifier, isKnownClient: await isKnownClient(db, userId, caller) },
    caller,
    handleSignInVerified,
  );
  return attempted.ok ? { ok: true, ...attempted.next } : attempted;
}

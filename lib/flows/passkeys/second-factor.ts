import { database } from "@/lib/db/client";
import { failure, type Result } from "@/lib/errors";
import type { Caller } from "../caller";
import { needsSecondFactor, type SecondFactorPassed, signInTarget } from "../second-factor/attempt";
import { verifySecondFactor } from "../second-factor/verify";
import { findAttempt } from "../sign-in/attempt";
import { createAuthenticationOptions, type PasskeyRequestOptions } from "./options";
import { type PasskeyAnswer, passkeyCheck } from "./verify";

/** The first factor is verified, so possession of the passkey suffices. User verification is optional. */
const subjectOf = (signInId: string) =>
  ({ purpose: "second_factor", signInId, userVerification: "preferred" }) as const;

/**
 * Creates the options for a passkey as the second factor of an attempt whose first factor is verified.
 *
 * @param signInId a UUID
 * @returns the options for the browser; or `resource_not_found` for another client's attempt, `client_state_invalid`
 *   for an attempt that is not pending for a second factor, or the errors of `createAuthenticationOptions`
 */
export async function beginPasskeySecondFactor(
  signInId: string,
  caller: Caller,
): Promise<PasskeyRequestOptions> {
  const attempt = await findAttempt(await database(), signInId, caller);
  if (attempt === null) return failure("resource_not_found");
  if (!needsSecondFactor(attempt)) return failure("client_state_invalid");
  return createAuthenticationOptions(attempt.userId, subjectOf(signInId), caller);
}

/**
 * Verifies a passkey as the second factor of an attempt.
 *
 * @returns the session and the redirect URL; or `passkey_not_accepted`, `resource_not_found`, `client_state_invalid`,
 *   or the errors of `verifySecondFactor`
 */
export async function attemptPasskeySecondFactor(
  { signInId, answer }: { signInId: string; answer: PasskeyAnswer },
  caller: Caller,
): Promise<Result<SecondFactorPassed>> {
  const attempt = await findAttempt(await database(), signInId, caller);
  if (attempt === null) return failure("resource_not_found");
  if (!needsSecondFactor(attempt)) return failure("client_state_invalid");
  const { userId, redirectUrl, verification } = attempt;
  const presented = passkeyCheck(userId, answer, subjectOf(signInId), caller);
  const attempted = await verifySecondFactor(userId, presented, signInTarget(attempt, false, caller), caller);
  if (!attempted.ok) return attempted;
  return { ok: true, session: attempted.completed, redirectUrl, firstFactor: verification.method };
}

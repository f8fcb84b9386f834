import { database } from "@/lib/db/client";
import { failure, type Result } from "@/lib/errors";
import { wakeOutbox } from "@/lib/messages/outbox";
import type { Caller } from "../caller";
import { needsSecondFactor, type SecondFactorPassed, sessionFor } from "../second-factor/attempt";
import { presentSecondFactor } from "../second-factor/spend";
import { findAttempt } from "../sign-in/attempt";
import { askForPasskeyOf, type PasskeyQuestion } from "./ask";
import { type PasskeyAnswer, presentedPasskey } from "./check";

/** The first factor is proven, so having the passkey will do: it need not be unlocked. */
const subjectOf = (signInId: string) =>
  ({ purpose: "second_factor", signInId, userVerification: "preferred" }) as const;

/**
 * Asks for a passkey as the second factor of an attempt whose first one is proven.
 *
 * @param signInId a UUID
 * @returns the options for the browser; or `resource_not_found` for another client's attempt, `client_state_invalid` for
 *   one that waits for no second factor, or the errors of `askForPasskeyOf`
 */
export async function beginPasskeySecondFactor(signInId: string, caller: Caller): Promise<PasskeyQuestion> {
  const attempt = await findAttempt(await database(), signInId, caller);
  if (attempt === null) return failure("resource_not_found");
  if (!needsSecondFactor(attempt)) return failure("client_state_invalid");
  return askForPasskeyOf(attempt.userId, subjectOf(signInId), caller);
}

/**
 * Takes a passkey as the second factor of an attempt.
 *
 * @returns the session and where the person wanted to go; or `passkey_not_accepted`, `resource_not_found`,
 *   `client_state_invalid`, or the errors of `presentSecondFactor`
 */
export async function attemptPasskeySecondFactor(
  { signInId, answer }: { signInId: string; answer: PasskeyAnswer },
  caller: Caller,
): Promise<Result<SecondFactorPassed>> {
  const attempt = await findAttempt(await database(), signInId, caller);
  if (attempt === null) return failure("resource_not_found");
  if (!needsSecondFactor(attempt)) return failure("client_state_invalid");
  const { userId, redirectUrl, verification } = attempt;
  const presented = presentedPasskey(userId, answer, subjectOf(signInId), caller);
  const tried = await presentSecondFactor(userId, presented, sessionFor(attempt, false, caller), caller);
  wakeOutbox();
  if (!tried.ok) return tried;
  return { ok: true, session: tried.reached, redirectUrl, firstFactor: verification.method };
}

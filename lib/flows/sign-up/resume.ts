import { database } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { failure, type Result } from "@/lib/errors";
import type { Caller } from "../caller";
import type { SignInOutcome } from "../sign-in/complete-first-factor";
import { findSignUp } from "./attempt";
import { enterFirst } from "./on-verified";

/**
 * Resumes a sign-up whose link was confirmed on another device. Signs in the client that requested the link.
 *
 * @returns the sign-in outcome and the redirect URL; or `resource_not_found`, or `client_state_invalid` if nothing is
 *   confirmed or the sign-up was resumed already
 */
export async function continueSignUp(
  signUpId: string,
  caller: Caller,
): Promise<Result<{ outcome: SignInOutcome; redirectUrl: string | null }>> {
  const signUp = await findSignUp(await database(), signUpId, caller);
  if (signUp === null) return failure("resource_not_found");
  const outcome = await inTransaction((tx) => enterFirst(tx, signUpId, caller));
  if (outcome === null) return failure("client_state_invalid");
  return { ok: true, outcome, redirectUrl: signUp.redirectUrl };
}

import { database } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { failure, type Result } from "@/lib/errors";
import type { Caller } from "../caller";
import type { SignInOutcome } from "../sign-in/complete-first-factor";
import { findSignUp } from "./attempt";
import { enterFirst } from "./on-verified";

/**
 * Goes on with a sign-up whose link was confirmed on another device: the client that asked comes in.
 *
 * @returns how they come in, and where the person wanted to go; or `client_state_invalid` if nothing is confirmed or it has
 *   been gone on with already, `resource_not_found`
 */
export async function continueSignUp(
  signUpId: string,
  caller: Caller,
): Promise<Result<{ entry: SignInOutcome; redirectUrl: string | null }>> {
  const signUp = await findSignUp(await database(), signUpId, caller);
  if (signUp === null) return failure("resource_not_found");
  const entry = await inTransaction((tx) => enterFirst(tx, signUpId, caller));
  if (entry === null) return failure("client_state_invalid");
  return { ok: true, entry, redirectUrl: signUp.redirectUrl };
}

import { database } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { failure, type Result } from "@/lib/errors";
import type { Caller } from "../caller";
import { findAttempt } from "./attempt";
import type { SignInOutcome } from "./complete-first-factor";
import { completeSignIn } from "./on-verified";

/**
 * Goes on with an attempt that was confirmed elsewhere: a link opened on another device has proven the first factor, and
 * the client that asked for it comes in.
 *
 * @returns how they come in, and where the person wanted to go; or `client_state_invalid` if nothing is confirmed or it has
 *   been gone on with already, `resource_not_found`
 */
export async function continueSignIn(
  signInId: string,
  caller: Caller,
): Promise<Result<{ entry: SignInOutcome; redirectUrl: string | null }>> {
  const attempt = await findAttempt(await database(), signInId, caller);
  if (attempt === null) return failure("resource_not_found");
  const entry = await inTransaction((tx) => completeSignIn(tx, signInId, caller));
  if (entry === null) return failure("client_state_invalid");
  return { ok: true, entry, redirectUrl: attempt.redirectUrl };
}

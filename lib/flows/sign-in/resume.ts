import { database } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { failure, type Result } from "@/lib/errors";
import { lockUserRow } from "../accounts";
import type { Caller } from "../caller";
import { findAttempt } from "./attempt";
import type { SignInOutcome } from "./complete-first-factor";
import { completeSignIn } from "./on-verified";

/**
 * Resumes an attempt whose first factor was verified by a link on another device. Signs in the client that requested
 * the link.
 *
 * @returns the sign-in outcome and the redirect URL; or `resource_not_found`, or `client_state_invalid` if nothing is
 *   confirmed or the attempt was resumed already
 */
export async function continueSignIn(
  signInId: string,
  caller: Caller,
): Promise<Result<{ outcome: SignInOutcome; redirectUrl: string | null }>> {
  const attempt = await findAttempt(await database(), signInId, caller);
  if (attempt === null) return failure("resource_not_found");
  const outcome = await inTransaction(async (tx) => {
    const user = await lockUserRow(tx, attempt.userId);
    return user && completeSignIn(tx, signInId, user, caller);
  });
  if (outcome === null) return failure("client_state_invalid");
  return { ok: true, outcome, redirectUrl: attempt.redirectUrl };
}

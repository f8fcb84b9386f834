import { database } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { failure, type Result } from "@/lib/errors";
import type { NewSession } from "@/lib/session/rows";
import type { Caller } from "../caller";
import { openFirstSession } from "./advance";
import { findSignUp } from "./attempt";

/**
 * Goes on with a sign-up whose link was confirmed on another device: the client that asked gets the first session.
 *
 * @returns the session and where the person wanted to go; or `client_state_invalid` if nothing is confirmed or it has
 *   been gone on with already, `resource_not_found`
 */
export async function continueSignUp(
  signUpId: string,
  caller: Caller,
): Promise<Result<{ session: NewSession; redirectUrl: string | null }>> {
  const signUp = await findSignUp(await database(), signUpId, caller);
  if (signUp === null) return failure("resource_not_found");
  const session = await inTransaction((tx) => openFirstSession(tx, signUpId, caller));
  if (session === null) return failure("client_state_invalid");
  return { ok: true, session, redirectUrl: signUp.redirectUrl };
}

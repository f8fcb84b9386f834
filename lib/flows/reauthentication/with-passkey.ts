import { type Db, database } from "@/lib/db/client";
import { failure, type Result } from "@/lib/errors";
import { type NewSession, rotateSession } from "@/lib/sessions/sessions";
import { getActiveSession, lockCurrentSession } from "../active-session";
import type { Caller } from "../caller";
import { checkRateLimits } from "../limits/check";
import { requestLimits } from "../limits/requests";
import { createAuthenticationOptions, type PasskeyRequestOptions } from "../passkeys/options";
import { type PasskeyAnswer, passkeyCheck } from "../passkeys/verify";
import { verifySecondFactor } from "../second-factor/verify";

/** User verification is required: the passkey is the only factor requested, and the device may be unattended. */
const subjectOf = (sessionId: string) =>
  ({ purpose: "fresh_proof", sessionId, userVerification: "required" }) as const;

/**
 * Requests a passkey of the caller for reauthentication.
 *
 * @returns the options for the browser; or `authentication_invalid`, `session_pending`, or the errors of
 *   `createAuthenticationOptions`
 */
export async function beginPasskeyReauthentication(caller: Caller): Promise<PasskeyRequestOptions> {
  const found = await getActiveSession(caller);
  if (!found.ok) return found;
  const { id, user } = found.session;
  return createAuthenticationOptions(user.id, subjectOf(id), caller);
}

/**
 * Reauthenticates the caller's session with a passkey.
 *
 * @returns the session with a new token; or `passkey_not_accepted`, `too_many_requests`, `authentication_invalid`,
 *   `session_pending`, or the errors of `verifySecondFactor`
 */
export async function reauthenticateWithPasskey(
  answer: PasskeyAnswer,
  caller: Caller,
): Promise<Result<{ session: NewSession }>> {
  const found = await getActiveSession(caller);
  if (!found.ok) return found;
  const { id, user } = found.session;
  const limits = requestLimits.reauthentications(user.id);
  const within = await checkRateLimits(await database(), caller.metadata, limits);
  if (!within.ok) return within;
  const target = {
    lock: async (tx: Db) => {
      if (!(await lockCurrentSession(tx, caller))) return null;
      return () => rotateSession(tx, { sessionId: id, proven: "second_factor" });
    },
  };
  const presented = passkeyCheck(user.id, answer, subjectOf(id), caller);
  const attempted = await verifySecondFactor(user.id, presented, target, caller);
  if (!attempted.ok) return attempted;
  const { completed: session } = attempted;
  return session === null ? failure("authentication_invalid") : { ok: true, session };
}

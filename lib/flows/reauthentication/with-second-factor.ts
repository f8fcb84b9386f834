import { database } from "@/lib/db/client";
import { failure, type Result } from "@/lib/errors";
import { type NewSession, rotateSession } from "@/lib/sessions/sessions";
import { getActiveSession, lockCurrentSession } from "../active-session";
import type { Caller } from "../caller";
import { checkRateLimits } from "../limits/check";
import { requestLimits } from "../limits/requests";
import { consumeSecondFactorCode, type TypedFactor } from "../second-factor/verify";

/**
 * Reauthenticates the caller's session with a code of an authenticator app or a backup code.
 *
 * @returns the session with a new token; or the errors of `consumeSecondFactorCode`, `too_many_requests`,
 *   `authentication_invalid`, `session_pending`
 */
export async function reauthenticateWithSecondFactor(
  factor: TypedFactor,
  caller: Caller,
): Promise<Result<{ session: NewSession }>> {
  const found = await getActiveSession(caller);
  if (!found.ok) return found;
  const { id, user } = found.session;
  const limits = requestLimits.reauthentications(user.id);
  const within = await checkRateLimits(await database(), caller.metadata, limits);
  if (!within.ok) return within;
  const attempted = await consumeSecondFactorCode(
    user.id,
    factor,
    {
      lock: async (tx) => {
        if (!(await lockCurrentSession(tx, caller))) return null;
        return () => rotateSession(tx, { sessionId: id, proven: "second_factor" });
      },
    },
    caller,
  );
  if (!attempted.ok) return attempted;
  const { completed: session } = attempted;
  return session === null ? failure("authentication_invalid") : { ok: true, session };
}

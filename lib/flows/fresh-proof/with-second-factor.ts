import { failure, type Result } from "@/lib/errors";
import { type NewSession, rotateSession } from "@/lib/session/rows";
import { activeSession, holdOwnSession } from "../active-session";
import type { Caller } from "../caller";
import { spendSecondFactor, type TypedFactor } from "../second-factor/spend";

/**
 * Proves afresh, by a code of an authenticator app or a backup code, that it is the account's owner who uses this session.
 *
 * @returns the session under a new token; or the errors of `spendSecondFactor`, `authentication_invalid`, `session_pending`
 */
export async function proveWithSecondFactor(
  factor: TypedFactor,
  caller: Caller,
): Promise<Result<{ session: NewSession }>> {
  const found = await activeSession(caller);
  if (!found.ok) return found;
  const { id, user } = found.session;
  const tried = await spendSecondFactor(
    user.id,
    factor,
    {
      hold: (tx) => holdOwnSession(tx, caller),
      reach: (tx) => rotateSession(tx, { sessionId: id, proven: "second_factor" }),
    },
    caller,
  );
  if (!tried.ok) return tried;
  const { reached: session } = tried;
  return session === null ? failure("authentication_invalid") : { ok: true, session };
}

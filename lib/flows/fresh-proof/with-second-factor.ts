import type { Result } from "@/lib/errors";
import { activeSession, holdOwnSession } from "../active-session";
import type { Caller } from "../caller";
import { spendSecondFactor, type TypedFactor } from "../second-factor/spend";

/**
 * Proves afresh, by a code of an authenticator app or a backup code, that it is the account's owner who uses this session.
 *
 * @returns nothing more; or the errors of `spendSecondFactor`, `authentication_invalid`, `session_pending`
 */
export async function proveWithSecondFactor(factor: TypedFactor, caller: Caller): Promise<Result> {
  const found = await activeSession(caller);
  if (!found.ok) return found;
  const { id, user } = found.session;
  const tried = await spendSecondFactor(
    user.id,
    factor,
    {
      hold: (tx) => holdOwnSession(tx, caller),
      reach: async (tx) => {
        await tx.$executeRaw`
          UPDATE "Session" SET "provenAt" = now(), "secondFactorProvenAt" = now() WHERE id = ${id}::uuid`;
      },
    },
    caller,
  );
  return tried.ok ? { ok: true } : tried;
}

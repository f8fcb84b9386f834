import { database } from "@/lib/db/client";
import { failure, type Result } from "@/lib/errors";
import { getRecentlyAuthenticatedSession } from "../active-session";
import type { Caller } from "../caller";
import { checkRateLimits } from "../limits/check";
import { requestLimits } from "../limits/requests";
import { changeSecondFactors, type FactorsChanged } from "./change";

/**
 * Creates new backup codes for the caller. Requires a recent authentication with a second factor. The previous codes
 * stop working.
 *
 * @returns the changed session and the codes, to be shown once; or `client_state_invalid` for a user without a second
 *   factor, `too_many_requests`, `fresh_proof_required`, `authentication_invalid`, `session_pending`
 */
export async function regenerateBackupCodes(caller: Caller): Promise<Result<FactorsChanged>> {
  const found = await getRecentlyAuthenticatedSession(caller);
  if (!found.ok) return found;
  if (!found.session.hasSecondFactor) return failure("client_state_invalid");
  const { id: userId } = found.session.user;
  const within = await checkRateLimits(await database(), caller.metadata, requestLimits.factorSetups(userId));
  if (!within.ok) return within;
  const made = {
    ok: true,
    type: "second_factor.backup_codes_replaced",
    change: "backup_codes_replaced",
    bringsBackupCodes: true,
    proven: false,
  } as const;
  return changeSecondFactors(found.session, async () => made, caller);
}

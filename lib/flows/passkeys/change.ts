import { recordEvent } from "@/lib/audit";
import { type Db, database } from "@/lib/db/client";
import { failure, type Result } from "@/lib/errors";
import { getActiveSession, getRecentlyAuthenticatedSession } from "../active-session";
import type { Caller } from "../caller";
import { parseDisplayName } from "../display-name";
import { changeSecondFactors, type FactorChange, type FactorsChanged } from "../second-factor/change";
import { removeOrphanedBackupCodes } from "../second-factor/factors";

/**
 * Renames a passkey of the caller.
 *
 * @param input the passkey's id, a UUID, and the name as typed
 * @returns nothing; or `form_param_format_invalid` at `name`, `resource_not_found`, `authentication_invalid`,
 *   `session_pending`
 */
export async function renamePasskey(
  input: { passkeyId: string; name: string },
  caller: Caller,
): Promise<Result> {
  const found = await getActiveSession(caller);
  if (!found.ok) return found;
  const parsed = parseDisplayName(input.name);
  if ("error" in parsed) {
    return failure("form_param_format_invalid", { paramName: "name" }, { key: parsed.error });
  }
  const { id: sessionId, user } = found.session;
  const db = await database();
  const { count } = await db.passkey.updateMany({
    where: { id: input.passkeyId, userId: user.id },
    data: { name: parsed.name },
  });
  if (count === 0) return failure("resource_not_found", {}, { key: "passkey_gone" });
  await recordEvent(db, caller.metadata, {
    type: "passkey.renamed",
    outcome: "success",
    userId: user.id,
    sessionId,
  });
  return { ok: true };
}

/**
 * Removes a passkey of the caller. Requires a recent authentication.
 *
 * @param input the passkey's id, a UUID
 * @returns the changed session and the passkey's name; or `resource_not_found`, `fresh_proof_required`,
 *   `authentication_invalid`, `session_pending`
 */
export async function removePasskey(
  input: { passkeyId: string },
  caller: Caller,
): Promise<Result<FactorsChanged & { name: string }>> {
  const found = await getRecentlyAuthenticatedSession(caller);
  if (!found.ok) return found;
  const userId = found.session.user.id;
  let name = "";
  const remove = async (tx: Db): Promise<Result<FactorChange>> => {
    const [removed] = await tx.$queryRaw<{ name: string }[]>`
      DELETE FROM "Passkey" WHERE id = ${input.passkeyId}::uuid AND "userId" = ${userId}::uuid RETURNING name`;
    if (!removed) return failure("resource_not_found", {}, { key: "passkey_gone" });
    name = removed.name;
    await removeOrphanedBackupCodes(tx, userId);
    return { ok: true, type: "second_factor.passkey_removed", change: "passkey_removed", proven: false };
  };
  const changed = await changeSecondFactors(found.session, remove, caller);
  return changed.ok ? { ...changed, name } : changed;
}

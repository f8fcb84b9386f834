import { type AuditEvent, recordEvent } from "@/lib/audit";
import type { Db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { failure, type Result } from "@/lib/errors";
import type { UserChange } from "@/lib/events/events";
import { emitUserUpdated } from "@/lib/events/user-events";
import { makeBackupCodes, replaceBackupCodes } from "@/lib/factors/backup-code/codes";
import type { AccountChange } from "@/lib/notifications/message";
import { type CurrentSession, findSession } from "@/lib/sessions/find";
import { type NewSession, revokeSessionsOfUser, rotateSession } from "@/lib/sessions/sessions";
import { getRecentlyAuthenticatedSession, lockCurrentSession } from "../active-session";
import type { Caller } from "../caller";
import { notifyAccountChange } from "../security-notices";
import { revokeTrustedDevices } from "./trusted-devices";

/** The result of a change of the second factors. */
export type FactorsChanged = {
  /** The current session, under a new token. */
  session: NewSession;
  /** New backup codes, to be shown once; `null` if none were created. */
  backupCodes: string[] | null;
};

/** A completed change: its audit event type, its name in the notice, and whether it creates backup codes. */
export type FactorChange = {
  type: AuditEvent["type"];
  change: AccountChange & UserChange;
  masked?: string;
  bringsBackupCodes?: boolean;
  /** Whether a second factor was verified by it. */
  proven: boolean;
};

/**
 * Returns the session in which the caller may set up a second factor: a session whose current task is `setup-mfa`, or
 * an active session with a recent authentication.
 *
 * @returns the session; or `authentication_invalid`, `session_pending`, `fresh_proof_required`
 */
export async function sessionForSetup(caller: Caller): Promise<Result<{ session: CurrentSession }>> {
  const session = caller.sessionToken === null ? null : await findSession(caller.sessionToken);
  if (session?.tasks[0] === "setup-mfa") return { ok: true, session };
  return getRecentlyAuthenticatedSession(caller);
}

/**
 * Changes the second factors of an account and applies `finalizeFactorChange`, in one transaction.
 *
 * @param make makes the change
 * @returns the changed session and any backup codes; or the error of `make`, `authentication_invalid` if the session is
 *   revoked
 */
export async function changeSecondFactors(
  session: CurrentSession,
  make: (tx: Db) => Promise<Result<FactorChange>>,
  caller: Caller,
): Promise<Result<FactorsChanged>> {
  const result = await inTransaction<Result<FactorsChanged>>(async (tx) => {
    if (!(await lockCurrentSession(tx, caller))) return failure("authentication_invalid");
    const made = await make(tx);
    if (!made.ok) return made;
    const changed = await finalizeFactorChange(tx, session, made, caller);
    return changed === null ? failure("authentication_invalid") : { ok: true, ...changed };
  });
  return result;
}

/**
 * Applies the consequences of a factor change. Revokes every other session, because a session created with the password
 * alone must not benefit from a factor that its holder did not set up. Revokes every trusted device. Gives the current
 * session a new token. Notifies every address (ASVS 6.3.7, 7.4.3).
 *
 * @param tx the transaction that locks the session and has made the change
 * @returns `null` if the session is revoked
 */
export async function finalizeFactorChange(
  tx: Db,
  session: CurrentSession,
  { type, change, masked = "", bringsBackupCodes = false, proven }: FactorChange,
  caller: Caller,
): Promise<FactorsChanged | null> {
  const userId = session.user.id;
  const codes = bringsBackupCodes ? makeBackupCodes(userId) : null;
  if (codes !== null) await replaceBackupCodes(tx, userId, codes);
  await revokeTrustedDevices(tx, userId);
  await revokeSessionsOfUser(tx, userId, "second_factor_changed", session.id);
  await recordEvent(tx, caller.metadata, { type, outcome: "success", userId, sessionId: session.id });
  await notifyAccountChange(tx, userId, { change, masked }, caller);
  await emitUserUpdated(tx, userId, change);
  const rotated = await rotateSession(tx, {
    sessionId: session.id,
    proven: proven ? "second_factor" : "none",
  });
  return rotated && { session: rotated, backupCodes: codes?.codes ?? null };
}

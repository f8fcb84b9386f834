import { type AuditEvent, recordEvent } from "@/lib/audit";
import type { Db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { failure, type Result } from "@/lib/errors";
import type { UserChange } from "@/lib/events/events";
import { emitUserUpdated } from "@/lib/events/user-events";
import { makeBackupCodes, replaceBackupCodes } from "@/lib/factors/backup-code/codes";
import type { AccountChange } from "@/lib/notifications/message";
import { notifyOutboxWorker } from "@/lib/notifications/outbox";
import { type CurrentSession, findSession } from "@/lib/sessions/find";
import { type NewSession, revokeSessionsOfUser, rotateSession } from "@/lib/sessions/sessions";
import { getRecentlyAuthenticatedSession, lockCurrentSession } from "../active-session";
import type { Caller } from "../caller";
import { notifyAccountChange } from "../security-notices";
import { revokeTrustedDevices } from "./trusted-devices";

/** What a change of the factors leaves its person with. */
export type FactorsChanged = {
  /** The session at hand, under a new token. */
  session: NewSession;
  /** New backup codes, to be shown once; `null` where none were made. */
  backupCodes: string[] | null;
};

/** A change that was made: its names in the audit log and in the notice, and whether new backup codes come with it. */
export type FactorChange = {
  type: AuditEvent["type"];
  change: AccountChange & UserChange;
  masked?: string;
  bringsBackupCodes?: boolean;
  /** A second factor was proven with it. */
  proven: boolean;
};

/**
 * The session in which somebody may set up a second factor: one that is pending for nothing else, or an active one in
 * which they have proven themselves lately.
 *
 * @returns the session; or `authentication_invalid`, `session_pending`, `fresh_proof_required`
 */
export async function sessionForSetup(caller: Caller): Promise<Result<{ session: CurrentSession }>> {
  const session = caller.sessionToken === null ? null : await findSession(caller.sessionToken);
  if (session?.tasks[0] === "setup-mfa") return { ok: true, session };
  return getRecentlyAuthenticatedSession(caller);
}

/**
 * Changes the factors of an account, with all that follows, in one transaction.
 *
 * @param make the change itself
 * @returns what the person is left with; or what `make` refused with, `authentication_invalid` if the session has ended
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
  if (result.ok) notifyOutboxWorker();
  return result;
}

/**
 * All that follows from a change: every other session ends, for one that was made by password alone must not gain from a
 * factor that its person did not set up; no browser is trusted any more; the session at hand gets a new token; every
 * address is told (ASVS 6.3.7, 7.4.3).
 *
 * @param tx the transaction that holds the session and has made the change
 * @returns `null` if the session has ended
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

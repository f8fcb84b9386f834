import { recordEvent } from "@/lib/audit";
import { database } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { failure, type Result } from "@/lib/errors";
import type { CurrentSession } from "@/lib/sessions/find";
import { listActiveSessions, revokeSessionById, revokeSessionsOfUser } from "@/lib/sessions/sessions";
import { getActiveSession, lockCurrentSession } from "../active-session";
import type { Caller } from "../caller";
import { forgetKnownClientOf, forgetKnownClients } from "../known-clients";
import { revokeOtherTrustedDevices, revokeTrustedDevice } from "../second-factor/trusted-devices";

/** A session of the caller's account. */
export type OwnSession = {
  id: string;
  isCurrent: boolean;
  userAgent: string | null;
  ipAddress: string | null;
  createdAt: Date;
  lastActiveAt: Date;
  expiresAt: Date;
};

/**
 * Lists every valid session of the caller, most recently used first.
 *
 * @returns the sessions; or `authentication_invalid`, `session_pending`
 */
export async function ownSessions(caller: Caller): Promise<Result<{ sessions: OwnSession[] }>> {
  const found = await getActiveSession(caller);
  return found.ok ? { ok: true, sessions: await listSessionsOf(found.session) } : found;
}

/** Lists every valid session of the session's user, most recently used first, including the given session. */
export async function listSessionsOf({ id: currentId, user }: CurrentSession): Promise<OwnSession[]> {
  const rows = await listActiveSessions(await database(), user.id);
  return rows.map((row) => ({ ...row, isCurrent: row.id === currentId }));
}

/**
 * Revokes a session of the caller: the current one or another. Revoking another one also revokes its trusted device.
 *
 * @param sessionId a UUID
 * @returns whether it was the current session; or `resource_not_found` for a session of another user or a revoked one,
 *   `authentication_invalid`, `session_pending`
 */
export async function revokeOwnSession(
  sessionId: string,
  caller: Caller,
): Promise<Result<{ isCurrent: boolean }>> {
  const found = await getActiveSession(caller);
  if (!found.ok) return found;
  const userId = found.session.user.id;
  const isCurrent = sessionId === found.session.id;
  const isRevoked = await inTransaction(async (tx) => {
    if (!(await revokeSessionById(tx, { userId, sessionId }, "revoked"))) return false;
    if (!isCurrent) {
      await revokeTrustedDevice(tx, { userId, sessionId });
      await forgetKnownClientOf(tx, { userId, sessionId });
    }
    await recordEvent(tx, caller.metadata, {
      type: "session.revoked",
      outcome: "success",
      userId,
      sessionId,
    });
    return true;
  });
  if (!isRevoked) return failure("resource_not_found", {}, { key: "signed_out_already" });
  return { ok: true, isCurrent };
}

/**
 * Revokes every other session of the caller, and every trusted device except the current one.
 *
 * @returns nothing; or `authentication_invalid`, `session_pending`
 */
export async function revokeOtherSessions(caller: Caller): Promise<Result> {
  const found = await getActiveSession(caller);
  if (!found.ok) return found;
  const { id: sessionId, user } = found.session;
  const userId = user.id;
  return inTransaction<Result>(async (tx) => {
    if (!(await lockCurrentSession(tx, caller))) return failure("authentication_invalid");
    const sessionsRevoked = await revokeSessionsOfUser(tx, userId, "revoked", sessionId);
    await revokeOtherTrustedDevices(tx, { userId, sessionId });
    await forgetKnownClients(tx, userId, sessionId);
    await recordEvent(tx, caller.metadata, {
      type: "session.others_revoked",
      outcome: "success",
      userId,
      sessionId,
      details: { sessionsRevoked },
    });
    return { ok: true };
  });
}

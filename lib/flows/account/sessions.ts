import { recordEvent } from "@/lib/audit";
import { database } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { failure, type Result } from "@/lib/errors";
import type { CurrentSession } from "@/lib/sessions/find";
import { listActiveSessions, revokeSessionById, revokeSessionsOfUser } from "@/lib/sessions/sessions";
import { getActiveSession } from "../active-session";
import type { Caller } from "../caller";
import { forgetKnownClientOf, forgetKnownClients } from "../known-clients";
import { revokeOtherTrustedDevices, revokeTrustedDevice } from "../second-factor/trusted-devices";

/** A session of one's own. */
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
 * Every living session of whoever calls, the one used last first.
 *
 * @returns the sessions; or `authentication_invalid`, `session_pending`
 */
export async function ownSessions(caller: Caller): Promise<Result<{ sessions: OwnSession[] }>> {
  const found = await getActiveSession(caller);
  return found.ok ? { ok: true, sessions: await listSessionsOf(found.session) } : found;
}

/** Every living session of whose session it is, that one among them; the one used last first. */
export async function listSessionsOf({ id: currentId, user }: CurrentSession): Promise<OwnSession[]> {
  const rows = await listActiveSessions(await database(), user.id);
  return rows.map((row) => ({ ...row, isCurrent: row.id === currentId }));
}

/**
 * Ends a session of whoever calls: this one or another, whose browser then is not trusted any more either.
 *
 * @param sessionId a UUID
 * @returns whether it was this one; or `resource_not_found` for somebody else's or one that has ended,
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
 * Ends every other session of whoever calls; no other browser of theirs is trusted any more.
 *
 * @returns nothing more; or `authentication_invalid`, `session_pending`
 */
export async function revokeOtherSessions(caller: Caller): Promise<Result> {
  const found = await getActiveSession(caller);
  if (!found.ok) return found;
  const { id: sessionId, user } = found.session;
  const userId = user.id;
  await inTransaction(async (tx) => {
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
  });
  return { ok: true };
}

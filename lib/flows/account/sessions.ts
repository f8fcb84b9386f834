import { recordEvent } from "@/lib/audit";
import { database } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { failure, type Result } from "@/lib/errors";
import { describeDevice } from "@/lib/messages/device";
import { livingSessionsOf, revokeSessionById } from "@/lib/session/rows";
import { activeSession } from "../active-session";
import type { Caller } from "../caller";

/** A session of one's own, in words for its person. */
export type OwnSession = {
  id: string;
  isCurrent: boolean;
  device: string;
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
  const found = await activeSession(caller);
  if (!found.ok) return found;
  const { id: currentId, user } = found.session;
  const rows = await livingSessionsOf(await database(), user.id);
  const sessions = rows.map(({ userAgent, ...row }) => ({
    ...row,
    isCurrent: row.id === currentId,
    device: describeDevice(userAgent),
  }));
  return { ok: true, sessions };
}

/**
 * Ends a session of whoever calls: this one or another.
 *
 * @param sessionId a UUID
 * @returns whether it was this one; or `resource_not_found` for somebody else's or one that has ended,
 *   `authentication_invalid`, `session_pending`
 */
export async function revokeOwnSession(
  sessionId: string,
  caller: Caller,
): Promise<Result<{ isCurrent: boolean }>> {
  const found = await activeSession(caller);
  if (!found.ok) return found;
  const userId = found.session.user.id;
  const isRevoked = await inTransaction(async (tx) => {
    if (!(await revokeSessionById(tx, { userId, sessionId }, "revoked"))) return false;
    await recordEvent(tx, caller.facts, { type: "session.revoked", outcome: "success", userId, sessionId });
    return true;
  });
  if (!isRevoked) return failure("resource_not_found");
  return { ok: true, isCurrent: sessionId === found.session.id };
}

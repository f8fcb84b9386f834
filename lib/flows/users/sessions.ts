import { type Actor, recordActorEvent } from "@/lib/audit";
import { inTransaction } from "@/lib/db/transaction";
import { failure, type Result } from "@/lib/errors";
import { revokeSessionById, revokeSessionsOfUser } from "@/lib/sessions/sessions";
import { lockUserRow } from "../accounts";
import { forgetKnownClientOf, forgetKnownClients } from "../known-clients";
import { revokeTrustedDevice, revokeTrustedDevices } from "../second-factor/trusted-devices";
import { userNotFound } from "./read";

/**
 * Revokes every session and every trusted device of a user.
 *
 * @param userId a UUID
 * @returns the number of revoked sessions; or `resource_not_found`
 */
export async function revokeUserSessions(
  userId: string,
  actor: Actor,
): Promise<Result<{ sessionsRevoked: number }>> {
  return inTransaction(async (tx) => {
    if ((await lockUserRow(tx, userId)) === null) return userNotFound();
    await revokeTrustedDevices(tx, userId);
    await forgetKnownClients(tx, userId);
    const sessionsRevoked = await revokeSessionsOfUser(tx, userId, "revoked");
    await recordActorEvent(tx, actor, {
      type: "user.sessions_revoked",
      userId,
      details: { sessionsRevoked },
    });
    return { ok: true, sessionsRevoked };
  });
}

/**
 * Revokes a session of a user, and its trusted device.
 *
 * @param of UUIDs
 * @returns nothing; or `resource_not_found` for a session of another user or a revoked one
 */
export async function revokeUserSession(
  of: { userId: string; sessionId: string },
  actor: Actor,
): Promise<Result> {
  return inTransaction(async (tx) => {
    const isRevoked = await revokeSessionById(tx, of, "revoked");
    if (!isRevoked) return failure("resource_not_found", {}, { key: "user_has_no_such_session" });
    await revokeTrustedDevice(tx, of);
    await forgetKnownClientOf(tx, of);
    await recordActorEvent(tx, actor, { type: "session.revoked", ...of });
    return { ok: true };
  });
}

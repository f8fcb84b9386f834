import { type Actor, recordActorEvent } from "@/lib/audit";
import { inTransaction } from "@/lib/db/transaction";
import { failure, type Result } from "@/lib/errors";
import { revokeSessionById, revokeSessionsOfUser } from "@/lib/sessions/sessions";
import { forgetKnownClientOf, forgetKnownClients } from "../known-clients";
import { revokeTrustedDevice, revokeTrustedDevices } from "../second-factor/trusted-devices";
import { userExists, userNotFound } from "./read";

/**
 * Ends every session of a user; no browser of theirs is trusted any more.
 *
 * @param userId a UUID
 * @returns how many there were; or `resource_not_found`
 */
export async function revokeUserSessions(
  userId: string,
  actor: Actor,
): Promise<Result<{ sessionsRevoked: number }>> {
  return inTransaction(async (tx) => {
    if (!(await userExists(tx, userId))) return userNotFound();
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
 * Ends one session of a user, whose browser then is not trusted any more either.
 *
 * @param of UUIDs
 * @returns nothing more; or `resource_not_found` for somebody else's, or one that has ended
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

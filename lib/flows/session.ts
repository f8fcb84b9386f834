import { type RequestMetadata, recordEvent } from "@/lib/audit";
import { inTransaction } from "@/lib/db/transaction";
import { failure, type Result } from "@/lib/errors";
import { type CurrentSession, findSession } from "@/lib/sessions/find";
import { revokeSessionByToken } from "@/lib/sessions/sessions";
import type { Caller } from "./caller";

/** Revokes the session of a token. Has no effect on a session that has already ended. */
export async function endSession(token: string, metadata: RequestMetadata): Promise<void> {
  await inTransaction(async (tx) => {
    const ended = await revokeSessionByToken(tx, token, "signed_out");
    if (ended === null) return;
    await recordEvent(tx, metadata, {
      type: "session.ended",
      outcome: "success",
      userId: ended.userId,
      sessionId: ended.id,
    });
  });
}

/**
 * Returns the session of the caller, pending or active.
 *
 * @returns the session; or `authentication_invalid`
 */
export async function readSession({ sessionToken }: Caller): Promise<Result<{ session: CurrentSession }>> {
  const session = sessionToken === null ? null : await findSession(sessionToken);
  return session === null ? failure("authentication_invalid") : { ok: true, session };
}

/**
 * Revokes the session of the caller, pending or active.
 *
 * @returns no value; or `authentication_invalid` if there is none
 */
export async function endOwnSession(caller: Caller): Promise<Result> {
  const found = await readSession(caller);
  if (found.ok && caller.sessionToken !== null) await endSession(caller.sessionToken, caller.metadata);
  return found.ok ? { ok: true } : found;
}

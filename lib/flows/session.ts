import { type RequestMetadata, recordEvent } from "@/lib/audit";
import { inTransaction } from "@/lib/db/transaction";
import { failure, type Result } from "@/lib/errors";
import { type CurrentSession, findSession } from "@/lib/sessions/find";
import { revokeSessionByToken } from "@/lib/sessions/sessions";
import type { Caller } from "./caller";

/** Ends the session a token stands for. Doing so twice, or with a dead token, changes nothing. */
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
 * The session of whoever calls, pending or active.
 *
 * @returns the session; or `authentication_invalid`
 */
export async function readSession({ sessionToken }: Caller): Promise<Result<{ session: CurrentSession }>> {
  const session = sessionToken === null ? null : await findSession(sessionToken);
  return session === null ? failure("authentication_invalid") : { ok: true, session };
}

/**
 * Ends the session of whoever calls, pending or active.
 *
 * @returns nothing more; or `authentication_invalid` where there is none
 */
export async function endOwnSession(caller: Caller): Promise<Result> {
  const found = await readSession(caller);
  if (found.ok && caller.sessionToken !== null) await endSession(caller.sessionToken, caller.metadata);
  return found.ok ? { ok: true } : found;
}

import { type RequestFacts, recordEvent } from "@/lib/audit";
import { database } from "@/lib/db/client";
import { revokeSessionByToken } from "@/lib/session/rows";

/** Ends the session a token stands for. Doing so twice, or with a dead token, changes nothing. */
export async function endSession(token: string, facts: RequestFacts): Promise<void> {
  const db = await database();
  const ended = await revokeSessionByToken(db, token, "signed_out");
  if (ended === null) return;
  await recordEvent(db, facts, {
    type: "session.ended",
    outcome: "success",
    userId: ended.userId,
    sessionId: ended.id,
  });
}

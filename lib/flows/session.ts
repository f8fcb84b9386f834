import { type RequestFacts, recordEvent } from "@/lib/audit";
import { inTransaction } from "@/lib/db/transaction";
import { revokeSessionByToken } from "@/lib/session/rows";

/** Ends the session a token stands for. Doing so twice, or with a dead token, changes nothing. */
export async function endSession(token: string, facts: RequestFacts): Promise<void> {
  await inTransaction(async (tx) => {
    const ended = await revokeSessionByToken(tx, token, "signed_out");
    if (ended === null) return;
    await recordEvent(tx, facts, {
      type: "session.ended",
      outcome: "success",
      userId: ended.userId,
      sessionId: ended.id,
    });
  });
}

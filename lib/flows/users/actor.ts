import { type AuditEvent, type RequestFacts, recordEvent } from "@/lib/audit";
import type { Db } from "@/lib/db/client";

/**
 * Who acts on a user: the user, an administrator, whoever holds the key of the backend API, a command on the server, or
 * Latchkey itself. `userId` is the person, where there is one.
 */
export type Actor = {
  by: "user" | "administrator" | "secret_key" | "command" | "latchkey";
  userId: string | null;
  facts: RequestFacts;
};

/** Notes in the audit log what somebody did to a user, and as what they did it. */
export async function recordAct(
  tx: Db,
  { by, userId: actorId, facts }: Actor,
  act: Pick<AuditEvent, "type" | "sessionId" | "details"> & { userId: string },
): Promise<void> {
  await recordEvent(tx, facts, { ...act, outcome: "success", actorId, details: { ...act.details, by } });
}

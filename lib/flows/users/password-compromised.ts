import { type RequestFacts, recordEvent } from "@/lib/audit";
import type { Db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { failure, type Result } from "@/lib/errors";
import { emitSessionsPending } from "@/lib/session/events";
import { emitPasswordCompromised } from "@/lib/webhooks/user-events";

/** Why a password is taken for known to others: somebody said so, or it was found among leaked ones. */
type CompromisedReason = "reported" | "leaked";

/**
 * Marks the password of a user compromised: every living session becomes pending with its next request, and signing in by
 * it leads on to another method and a new password. Marking twice changes nothing.
 *
 * @param userId a UUID
 * @returns nothing more; or `resource_not_found`
 */
export async function markPasswordCompromised(
  userId: string,
  reason: CompromisedReason,
  facts: RequestFacts,
): Promise<Result> {
  return inTransaction(async (tx) => {
    const marked = await tx.$executeRaw`
      UPDATE "User" SET "passwordCompromisedAt" = now()
      WHERE id = ${userId}::uuid AND "passwordHash" IS NOT NULL AND "passwordCompromisedAt" IS NULL`;
    if (marked === 0) return (await exists(tx, userId)) ? { ok: true } : failure("resource_not_found");
    await recordEvent(tx, facts, {
      type: "user.password_compromised",
      outcome: "success",
      userId,
      details: { reason },
    });
    await emitPasswordCompromised(tx, userId, reason);
    await emitSessionsPending(tx, userId);
    return { ok: true };
  });
}

/**
 * Takes the mark back. Sessions that waited for nothing else are active with their next request.
 *
 * @param userId a UUID
 * @returns nothing more; or `resource_not_found`
 */
export async function unmarkPasswordCompromised(userId: string, facts: RequestFacts): Promise<Result> {
  return inTransaction(async (tx) => {
    const cleared = await tx.$executeRaw`
      UPDATE "User" SET "passwordCompromisedAt" = NULL
      WHERE id = ${userId}::uuid AND "passwordCompromisedAt" IS NOT NULL`;
    if (cleared === 0) return (await exists(tx, userId)) ? { ok: true } : failure("resource_not_found");
    await recordEvent(tx, facts, { type: "user.password_cleared", outcome: "success", userId });
    return { ok: true };
  });
}

async function exists(tx: Db, userId: string): Promise<boolean> {
  return (await tx.user.count({ where: { id: userId } })) > 0;
}

import { config } from "@/lib/config";
import { database } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { failure, type Result } from "@/lib/errors";
import { deliveryAvailable, wakeOutbox } from "@/lib/messages/outbox";
import type { Caller } from "../caller";
import { messageLimits, tooManyRequests, withinLimits } from "../limits";
import { findAttempt, type SignInAttempt } from "./attempt";
import { sendCode } from "./send-code";
import { messageStrategies } from "./strategies";

/**
 * Sends a new code for an attempt that waits for one. The code before it stops working; the count of tries stays.
 *
 * @returns nothing more; or `resource_not_found`, `client_state_invalid`, `verification_failed` where the tries are
 *   used up, `too_many_requests`, `delivery_unavailable`
 */
export async function prepareFirstFactor(input: { signInId: string }, caller: Caller): Promise<Result> {
  const db = await database();
  const attempt = await findAttempt(db, input.signInId, caller);
  const refused = refuseNewCode(attempt);
  if (refused || attempt === null) return refused ?? failure("resource_not_found");
  if (!deliveryAvailable(messageStrategies[attempt.strategy].channel)) return failure("delivery_unavailable");
  const room = await withinLimits(db, caller.facts, messageLimits(caller.facts, attempt.identifier));
  if (!room.allowed) return tooManyRequests(room.retryAfterSeconds);

  const result = await inTransaction<Result>(async (tx) => {
    const held = await findAttempt(tx, input.signInId, caller, { lock: true });
    const changed = refuseNewCode(held);
    if (changed || held === null) return changed ?? failure("resource_not_found");
    await sendCode(tx, held, caller.facts);
    return { ok: true };
  });
  if (result.ok) wakeOutbox();
  return result;
}

function refuseNewCode(attempt: SignInAttempt | null) {
  if (attempt === null) return failure("resource_not_found");
  if (attempt.ended || attempt.status !== "needs_first_factor") return failure("client_state_invalid");
  if (attempt.codeAttempts >= config().codes.maxAttempts)
    return failure("verification_failed", { paramName: "code" });
  return null;
}

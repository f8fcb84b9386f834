import { recordEvent } from "@/lib/audit";
import { config } from "@/lib/config";
import { type Db, database } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { failure, type Result } from "@/lib/errors";
import { normalizeEmailAddress } from "@/lib/identifiers/email";
import { deliveryAvailable, wakeOutbox } from "@/lib/messages/outbox";
import { type Account, findAccountByEmailAddress } from "../accounts";
import { type Caller, clientHash } from "../caller";
import { messageLimits, tooManyRequests, withinLimits } from "../limits";
import { sendCode } from "./send-code";
import { type MessageStrategyName, messageStrategies } from "./strategies";

/** How long an attempt may take from its first step to its last but one. */
const ATTEMPT_TTL_SECONDS = 3600;

/**
 * Begins an attempt that is proven by a message, and sends the first one.
 *
 * For an unknown, unverified or locked address the same rows are written and the same work is done, but nobody gets
 * a message and no code leads anywhere.
 *
 * @returns the attempt's id; or `delivery_unavailable`, `form_param_format_invalid`, `too_many_requests`, and, only
 *   with `REVEAL_ACCOUNTS`, `form_identifier_not_found`
 */
export async function createSignIn(
  input: { identifier: string; strategy: MessageStrategyName; redirectUrl: string | null },
  caller: Caller,
): Promise<Result<{ signInId: string }>> {
  if (!deliveryAvailable(messageStrategies[input.strategy].channel)) return failure("delivery_unavailable");
  const identifier = normalizeEmailAddress(input.identifier);
  if (identifier === null) return failure("form_param_format_invalid", { paramName: "identifier" });

  const db = await database();
  const room = await withinLimits(db, caller.facts, messageLimits(caller.facts, identifier));
  if (!room.allowed) return tooManyRequests(room.retryAfterSeconds, "identifier");
  const account = await findAccountByEmailAddress(db, identifier);
  if (account === null && config().revealAccounts) {
    return failure("form_identifier_not_found", { paramName: "identifier" });
  }

  const signInId = await inTransaction(async (tx) => {
    const id = await insertAttempt(tx, { ...input, identifier }, account, caller);
    await sendCode(tx, { id, identifier, strategy: input.strategy }, caller.facts);
    await recordEvent(tx, caller.facts, {
      type: "password_reset.requested",
      outcome: "success",
      userId: account?.userId ?? null,
      signInId: id,
    });
    return id;
  });
  wakeOutbox();
  return { ok: true, signInId };
}

async function insertAttempt(
  tx: Db,
  of: { identifier: string; strategy: MessageStrategyName; redirectUrl: string | null },
  account: Account | null,
  caller: Caller,
): Promise<string> {
  const { ipAddress, userAgent } = caller.facts;
  const [row] = await tx.$queryRaw<[{ id: string }]>`
    INSERT INTO "SignIn" ("clientHash", "identifier", "strategy", "userId", "emailAddressId", "redirectUrl",
                          "ipAddress", "userAgent", "expiresAt")
    VALUES (${clientHash(caller)}, ${of.identifier}, ${of.strategy}, ${account?.userId ?? null}::uuid,
            ${account?.emailAddressId ?? null}::uuid, ${of.redirectUrl}, ${ipAddress}, ${userAgent},
            now() + ${ATTEMPT_TTL_SECONDS} * interval '1 second')
    RETURNING id`;
  return row.id;
}

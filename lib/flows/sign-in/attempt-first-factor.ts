import { recordEvent } from "@/lib/audit";
import { config } from "@/lib/config";
import { database } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { failure, type Result } from "@/lib/errors";
import { type CodeOutcome, consumeCode } from "@/lib/factors/code/consume";
import { type Caller, clientHash } from "../caller";
import { limits, tooManyRequests, withinLimits } from "../limits";
import { findAttempt, type SignInAttempt } from "./attempt";
import { messageStrategies } from "./strategies";

/** How long somebody who proved the first factor may take to choose a new password. */
const NEW_PASSWORD_TTL_SECONDS = 900;

const FIELD = { paramName: "code" };

/**
 * Tries a code. The try is counted first, in a statement of its own that stays whatever follows, so that parallel
 * guesses cannot outrun the limit and a failure cannot be rolled back.
 *
 * @param input the attempt and six digits
 * @returns nothing more, and the attempt has moved on; or `form_code_incorrect` (with `meta.attemptsLeft`),
 *   `verification_expired`, `verification_already_verified`, `verification_failed` once the tries are used up,
 *   `resource_not_found`, `client_state_invalid`, `too_many_requests`
 */
export async function attemptFirstFactor(
  input: { signInId: string; code: string },
  caller: Caller,
): Promise<Result> {
  const db = await database();
  const counted = await countTry(input.signInId, caller);
  if (counted === null) return whyNotCounted(input.signInId, caller);

  const day = await withinLimits(db, caller.facts, [
    limits.codesPerDay(counted.userId ?? counted.identifier),
  ]);
  if (!day.allowed) return tooManyRequests(day.retryAfterSeconds, "code");

  const outcome = await spend(counted, input.code);
  await recordEvent(db, caller.facts, {
    type: "password_reset.code_attempted",
    outcome: outcome === "consumed" ? "success" : "failure",
    userId: counted.userId,
    signInId: counted.id,
    details: { outcome },
  });
  if (outcome === "consumed") return { ok: true };
  return refusal(outcome, config().codes.maxAttempts - counted.codeAttempts);
}

async function countTry(signInId: string, caller: Caller): Promise<SignInAttempt | null> {
  const db = await database();
  const [row] = await db.$queryRaw<SignInAttempt[]>`
    UPDATE "SignIn" SET "codeAttempts" = "codeAttempts" + 1
    WHERE id = ${signInId}::uuid AND "clientHash" = ${clientHash(caller)} AND status = 'needs_first_factor'
      AND "expiresAt" > now() AND "codeAttempts" < ${config().codes.maxAttempts}
    RETURNING *, false AS ended`;
  return row ?? null;
}

async function whyNotCounted(signInId: string, caller: Caller) {
  const attempt = await findAttempt(await database(), signInId, caller);
  if (attempt === null) return failure("resource_not_found");
  if (attempt.status === "needs_new_password" || attempt.status === "complete") {
    return failure("verification_already_verified", FIELD);
  }
  if (attempt.ended || attempt.status !== "needs_first_factor") return failure("client_state_invalid");
  return failure("verification_failed", FIELD);
}

/** Spends the code and moves the attempt on, both or neither. An attempt without an account moves nowhere. */
function spend(attempt: SignInAttempt, code: string): Promise<CodeOutcome> {
  const { provenStatus } = messageStrategies[attempt.strategy];
  return inTransaction(async (tx) => {
    const outcome = await consumeCode(tx, { signInId: attempt.id, destination: attempt.identifier }, code);
    if (outcome !== "consumed") return outcome;
    const moved = await tx.$executeRaw`
      UPDATE "SignIn" s SET status = ${provenStatus}::"SignInStatus", "firstFactorVerifiedAt" = now(),
        "expiresAt" = now() + ${NEW_PASSWORD_TTL_SECONDS} * interval '1 second'
      FROM "User" u
      WHERE s.id = ${attempt.id}::uuid AND s.status = 'needs_first_factor'
        AND u.id = s."userId" AND u."lockedAt" IS NULL`;
    return moved > 0 ? "consumed" : "incorrect";
  });
}

function refusal(outcome: Exclude<CodeOutcome, "consumed">, attemptsLeft: number) {
  if (outcome === "expired") return failure("verification_expired", FIELD);
  if (outcome === "already_used") return failure("verification_already_verified", FIELD);
  if (attemptsLeft <= 0) return failure("verification_failed", FIELD);
  const left = attemptsLeft === 1 ? "1 try left" : `${attemptsLeft} tries left`;
  return failure(
    "form_code_incorrect",
    { ...FIELD, attemptsLeft },
    `That code is not right: ${left}. Check the newest message, or ask for a new code.`,
  );
}

import { recordEvent } from "@/lib/audit";
import { config } from "@/lib/config";
import { type Db, database } from "@/lib/db/client";
import type { VerificationPurpose } from "@/lib/db/generated/enums";
import { forgetPoints } from "@/lib/db/rate-limit";
import { inTransaction } from "@/lib/db/transaction";
import { failure, type Result } from "@/lib/errors";
import { type CodeOutcome, consumeCode } from "@/lib/factors/code/consume";
import { type Caller, clientHash } from "../caller";
import { limits, tooManyRequests, withinLimits } from "../limits";
import type { Advance, Advanced } from "./advanced";
import { findVerification, markVerified, PROOF_TTL_SECONDS, type Verification } from "./row";
import { announce } from "./watch";

const FIELD = { paramName: "code" };

type Spent = { outcome: "consumed"; advanced: Advanced } | { outcome: Exclude<CodeOutcome, "consumed"> };

/**
 * Tries a code. The try is counted first, in a statement of its own that stays whatever follows, so that parallel
 * guesses cannot outrun the limit and a failure cannot be rolled back.
 *
 * @param input the verification and six digits
 * @param advance what the proof leads to
 * @returns what `advance` gave; or `form_code_incorrect` (with `meta.attemptsLeft`), `verification_expired`,
 *   `verification_already_verified`, `verification_failed` once the tries are used up, `resource_not_found`,
 *   `client_state_invalid`, `too_many_requests`
 */
export async function attemptCode(
  input: { verificationId: string; code: string },
  caller: Caller,
  advance: Advance,
): Promise<Result<{ advanced: Advanced }>> {
  const db = await database();
  const counted = await countTry(db, input.verificationId, caller);
  if (counted === null) return whyNotCounted(db, input.verificationId, caller);
  const { purpose, userId } = counted;
  const perDay = limits.codesPerDay(failuresOf(counted));
  const day = await withinLimits(db, caller.facts, [perDay]);
  if (!day.allowed) return tooManyRequests(day.retryAfterSeconds, "code");

  const spent = await spend(counted, input.code, caller, advance);
  await recordEvent(db, caller.facts, {
    type: `${purpose}.code_attempted`,
    outcome: spent.outcome === "consumed" ? "success" : "failure",
    userId,
    details: { verificationId: counted.id, outcome: spent.outcome },
  });
  if (spent.outcome === "consumed") {
    await forgetPoints(db, [perDay]);
    return { ok: true, advanced: spent.advanced };
  }
  return refusal(spent.outcome, config().codes.maxAttempts - counted.attempts);
}

/** What proves an address or number that leads to no account yet. Its codes prove nothing about the person. */
const CLAIMS: VerificationPurpose[] = ["sign_up", "email_address", "phone_number"];

/**
 * Among whose failures a wrong code counts, and which a right one ends: those at a claimed address or number, or else those of
 * the account. An unknown identifier stands for itself, so the two must never meet, or they would tell it from a known one.
 */
function failuresOf({ purpose, userId, destination }: Verification): string {
  if (CLAIMS.includes(purpose)) return `${purpose}:${destination}`;
  return userId ?? destination ?? "";
}

async function countTry(db: Db, verificationId: string, caller: Caller): Promise<Verification | null> {
  const [row] = await db.$queryRaw<Verification[]>`
    UPDATE "Verification" SET attempts = attempts + 1
    WHERE id = ${verificationId}::uuid AND "clientHash" = ${clientHash(caller)}
      AND method IN ('email_code', 'phone_code') AND "verifiedAt" IS NULL AND "failedAt" IS NULL
      AND "cancelledAt" IS NULL AND "expiresAt" > now() AND attempts < ${config().codes.maxAttempts}
    RETURNING *, false AS ended, true AS "ownClient"`;
  return row ?? null;
}

async function whyNotCounted(db: Db, verificationId: string, caller: Caller) {
  const verification = await findVerification(db, verificationId, caller);
  if (verification === null) return failure("resource_not_found");
  if (verification.verifiedAt !== null) return failure("verification_already_verified", FIELD);
  if (verification.attempts >= config().codes.maxAttempts) return failure("verification_failed", FIELD);
  return failure("client_state_invalid");
}

/** Spends the code and goes on from there, both or neither. */
function spend(verification: Verification, code: string, caller: Caller, advance: Advance): Promise<Spent> {
  const { id, destination } = verification;
  return inTransaction(async (tx) => {
    const outcome = await consumeCode(tx, { verificationId: id, destination: destination ?? "" }, code);
    if (outcome !== "consumed") return { outcome };
    const advanced = await advance(tx, verification, caller);
    if (advanced === null) return { outcome: "incorrect" };
    await markVerified(tx, id, PROOF_TTL_SECONDS, caller);
    await announce(tx, id);
    return { outcome, advanced };
  });
}

function refusal(outcome: Exclude<CodeOutcome, "consumed">, attemptsLeft: number) {
  if (outcome === "expired") return failure("verification_expired", FIELD);
  if (outcome === "already_used") return failure("verification_already_verified", FIELD);
  if (attemptsLeft <= 0) return failure("verification_failed", FIELD);
  const words = { key: "code_wrong", values: { attemptsLeft } } as const;
  return failure("form_code_incorrect", { ...FIELD, attemptsLeft }, words);
}

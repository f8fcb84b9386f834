import { type AuditEvent, recordEvent } from "@/lib/audit";
import { config } from "@/lib/config";
import { type Db, database } from "@/lib/db/client";
import type { VerificationPurpose } from "@/lib/db/generated/enums";
import { inTransaction } from "@/lib/db/transaction";
import { failure, type Result } from "@/lib/errors";
import { type CodeOutcome, consumeCode } from "@/lib/factors/code/consume";
import { type Caller, clientHash } from "../caller";
import { tooManyRequests } from "../limits/check";
import { type Guess, type GuessTarget, withGuess } from "../limits/guesses";
import type { VerificationHandler, VerificationOutcome } from "./handler";
import {
  findVerification,
  markVerified,
  PROOF_TTL_SECONDS,
  VERIFICATION_COLUMNS,
  type Verification,
} from "./verification";
import { IS_VOID } from "./void";

const FIELD = { paramName: "code" };

type Consumption =
  | { outcome: "consumed"; next: VerificationOutcome }
  | { outcome: Exclude<CodeOutcome, "consumed"> };

/**
 * Attempts to verify a code. The attempt is counted first, in a separate statement that is not rolled back, so that
 * concurrent guesses cannot exceed the limit and a failure cannot be undone.
 *
 * @param input the verification and six digits
 * @param counted the account and identifier that the guess counts for, across all verifications
 * @param handleVerified runs after the code is consumed, in the same transaction
 * @returns the result of `handleVerified`; or `form_code_incorrect` (with `meta.attemptsLeft`), `verification_expired`,
 *   `verification_already_verified`, `verification_failed` if no attempts are left, `resource_not_found`,
 *   `client_state_invalid`, `too_many_requests`
 */
export async function attemptCode(
  input: { verificationId: string; code: string },
  counted: CodeGuess,
  caller: Caller,
  handleVerified: VerificationHandler,
): Promise<Result<{ next: VerificationOutcome }>> {
  const db = await database();
  const verification = await countAttempt(db, input.verificationId, caller);
  if (verification === null) return rejectionReason(db, input.verificationId, caller);
  const consume = (guess: Guess | null) =>
    consumeUnlessBlocked(verification, guess, input.code, caller, handleVerified);
  const attempted =
    counted === COUNTED_BY_CALLER
      ? { checked: { consumed: await consume(null) } }
      : await withGuess(db, { kind: "code", ...counted }, caller, async (guess) => {
          const consumed = await consume(guess);
          return { consumed, outcome: GUESS_OUTCOME[consumed.outcome] };
        });
  if ("rejected" in attempted) return tooManyRequests(attempted.retryAfterSeconds, "code");
  const { consumed } = attempted.checked;
  if (consumed.outcome === "consumed") return { ok: true, next: consumed.next };
  await recordEvent(db, caller.metadata, attemptEvent(verification, consumed.outcome));
  return rejection(consumed.outcome, config().codes.maxAttempts - verification.attempts);
}

function attemptEvent({ id, purpose, userId }: Verification, outcome: CodeOutcome): AuditEvent {
  return {
    type: `${purpose}.code_attempted`,
    outcome: outcome === "consumed" ? "success" : "failure",
    userId,
    details: { verificationId: id, outcome },
  };
}

/**
 * A correct code that has expired or was consumed is not a wrong guess. Only a client that knows the code gets these
 * outcomes.
 */
const GUESS_OUTCOME = {
  consumed: "right",
  incorrect: "wrong",
  expired: "no-guess",
  already_used: "no-guess",
} as const satisfies Record<CodeOutcome, string>;

/**
 * For second-factor codes: the calling function counts the guess together with those of all second factors of the
 * account.
 */
export const COUNTED_BY_CALLER = "counted_by_caller";

/** The account and identifier that a wrong code counts for. */
export type CodeGuess = Omit<GuessTarget, "kind"> | typeof COUNTED_BY_CALLER;

/**
 * Returns the subject that a wrong code for an unverified address or number counts for. It never counts for an account,
 * because that would reveal whether the identifier is known. It never counts for other claimants: each of them has
 * codes of its own, with few attempts, and the messages to a recipient limit how many codes there are.
 *
 * @param claimant the user's ID, or the client of a sign-up
 */
export function claimGuess(purpose: VerificationPurpose, destination: string, claimant: string): CodeGuess {
  const claim = `${purpose}:${destination} ${claimant}`;
  return { account: claim, identifier: claim, isKnownClient: true };
}

async function countAttempt(db: Db, verificationId: string, caller: Caller): Promise<Verification | null> {
  const [row] = await db.$queryRaw<Verification[]>`
    UPDATE "Verification" v SET attempts = attempts + 1
    WHERE v.id = ${verificationId}::uuid AND v."clientHash" = ${clientHash(caller)}
      AND method IN ('email_code', 'phone_code') AND "verifiedAt" IS NULL AND "failedAt" IS NULL
      AND "cancelledAt" IS NULL AND v."expiresAt" > now() AND attempts < ${config().codes.maxAttempts}
      AND NOT EXISTS (SELECT 1 FROM "User" u WHERE u.id = v."userId" AND ${IS_VOID})
    RETURNING ${VERIFICATION_COLUMNS}, false AS ended, true AS "ownClient"`;
  return row ?? null;
}

async function rejectionReason(db: Db, verificationId: string, caller: Caller) {
  const verification = await findVerification(db, verificationId, caller);
  if (verification === null) return failure("resource_not_found");
  if (verification.verifiedAt !== null) return failure("verification_already_verified", FIELD);
  if (verification.attempts >= config().codes.maxAttempts) return failure("verification_failed", FIELD);
  return failure("client_state_invalid");
}

/**
 * Rejects every code as incorrect if a limit that is not reported to the client is reached. Otherwise consumes the
 * code.
 */
async function consumeUnlessBlocked(
  verification: Verification,
  guess: Guess | null,
  code: string,
  caller: Caller,
  handleVerified: VerificationHandler,
): Promise<Consumption> {
  const isBlocked = guess !== null && guess.blockedBy !== null;
  return isBlocked ? { outcome: "incorrect" } : consumeAndHandle(verification, code, caller, handleVerified);
}

/** Consumes the code and runs `handleVerified` in one transaction. */
function consumeAndHandle(
  verification: Verification,
  code: string,
  caller: Caller,
  handleVerified: VerificationHandler,
): Promise<Consumption> {
  const { id, destination } = verification;
  return inTransaction(async (tx) => {
    const outcome = await consumeCode(tx, { verificationId: id, destination: destination ?? "" }, code);
    if (outcome !== "consumed") return { outcome };
    const next = await handleVerified(tx, verification, caller);
    if (next === null) return { outcome: "incorrect" };
    await markVerified(tx, id, proofTtlSeconds(verification), caller, attemptEvent(verification, outcome));
    return { outcome, next };
  });
}

/**
 * Returns the time limit for the steps that follow. If a page of its own asks for the new password, it stays open no
 * longer than a code would have been valid.
 */
function proofTtlSeconds({ purpose }: Verification): number {
  const { codes, passwordReset } = config();
  const isOwnPage = purpose === "reset_password" && passwordReset.steps === "two";
  return isOwnPage ? Math.min(PROOF_TTL_SECONDS, codes.ttlSeconds) : PROOF_TTL_SECONDS;
}

function rejection(outcome: Exclude<CodeOutcome, "consumed">, attemptsLeft: number) {
  if (outcome === "expired") return failure("verification_expired", FIELD);
  if (outcome === "already_used") return failure("verification_already_verified", FIELD);
  if (attemptsLeft <= 0) return failure("verification_failed", FIELD);
  const messageOverride = { key: "code_wrong", values: { attemptsLeft } } as const;
  return failure("form_code_incorrect", { ...FIELD, attemptsLeft }, messageOverride);
}

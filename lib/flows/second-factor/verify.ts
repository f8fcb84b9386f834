import { recordEvent } from "@/lib/audit";
import { type Db, database } from "@/lib/db/client";
import { consumePoints } from "@/lib/db/rate-limit";
import { inTransaction } from "@/lib/db/transaction";
import { failure, type Result } from "@/lib/errors";
import { emitUserLocked } from "@/lib/events/user-events";
import { consumeBackupCode, hashBackupCode } from "@/lib/factors/backup-code/codes";
import { consumeTotp } from "@/lib/factors/totp/consume";
import { type Caller, requesterOf } from "../caller";
import { isKnownClient } from "../known-clients";
import { closeGuess, type Guess, openGuess } from "../limits/guesses";
import { requestLimits } from "../limits/requests";
import { notifyAccountChange } from "../security-notices";
import { attemptCode, COUNTED_BY_CALLER } from "../verification/attempt-code";
import type { VerificationHandler, VerificationOutcome } from "../verification/handler";

/** A code of an authenticator app, or a backup code, as typed. */
export type TypedFactor = { strategy: "totp" | "backup_code"; code: string };

/** The action that a second factor authorizes. */
export type SecondFactorTarget<Reached> = {
  /** Locks the pending action against concurrent requests. Returns false if no action is pending. */
  hold: (tx: Db) => Promise<boolean>;
  /** Completes the action. */
  reach: (tx: Db) => Promise<Reached>;
};

/** The result of checking a factor. A used factor is rejected, but does not count as a guess. */
type FactorOutcome = "right" | "wrong" | "used";

/** A second factor that a user presents. */
export type SecondFactorCheck = {
  strategy: "totp" | "backup_code" | "passkey";
  /** Does the slow work before the transaction begins. Returns the function that consumes the factor. */
  check: (db: Db) => Promise<(tx: Db) => Promise<FactorOutcome>>;
  /** The error for a wrong factor. */
  refusal: ReturnType<typeof failure>;
};

const FIELD = { paramName: "code" };

/**
 * Verifies a code as a second factor and completes the action it authorizes, both or neither.
 *
 * @returns the result of the action; or `form_code_incorrect`, or the errors of `verifySecondFactor`
 */
export async function consumeSecondFactorCode<Reached>(
  userId: string,
  factor: TypedFactor,
  goal: SecondFactorTarget<Reached>,
  caller: Caller,
): Promise<Result<{ reached: Reached }>> {
  const { strategy } = factor;
  const presented: SecondFactorCheck = {
    strategy,
    check: (db) => spender(db, userId, factor, caller),
    refusal: failure("form_code_incorrect", FIELD, { key: `${strategy}_wrong` }),
  };
  return verifySecondFactor(userId, presented, goal, caller);
}

/**
 * Verifies a second factor and completes the action it authorizes, both or neither. Counts the attempt first, across all
 * factors and challenges of the account.
 *
 * @returns the result of the action; or the error of the factor, `client_state_invalid` if no action is pending,
 *   `user_locked` (with `meta.lockoutExpiresInSeconds`)
 */
export async function verifySecondFactor<Reached>(
  userId: string,
  { strategy, check, refusal }: SecondFactorCheck,
  goal: SecondFactorTarget<Reached>,
  caller: Caller,
): Promise<Result<{ reached: Reached }>> {
  const db = await database();
  const opened = await openSecondFactorGuess(db, userId, caller);
  if (!opened.ok) return opened;
  const spend = await check(db);
  const outcome = await inTransaction(async (tx) => {
    if (!(await goal.hold(tx))) return "nothing_waits";
    const spent = await spend(tx);
    return spent === "right" ? { reached: await goal.reach(tx) } : spent;
  });
  const ended = typeof outcome === "object" ? "right" : outcome === "wrong" ? "wrong" : "no-guess";
  await closeSecondFactorGuess(db, userId, opened.guess, ended, { strategy }, caller);
  if (outcome === "nothing_waits") return failure("client_state_invalid");
  return typeof outcome === "object" ? { ok: true, reached: outcome.reached } : refusal;
}

/**
 * Verifies the code of an SMS as a second factor. It has a separate attempt count, in addition to that of all second
 * factors.
 *
 * @returns the result of `advance`; or the errors of `attemptCode`, and `user_locked`
 */
export async function attemptSecondFactorCode(
  userId: string,
  input: { verificationId: string; code: string },
  caller: Caller,
  advance: VerificationHandler,
): Promise<Result<{ advanced: VerificationOutcome }>> {
  const db = await database();
  const opened = await openSecondFactorGuess(db, userId, caller);
  if (!opened.ok) return opened;
  const tried = await attemptCode(input, COUNTED_BY_CALLER, caller, advance);
  const isWrong = !tried.ok && GUESS_ERRORS.includes(tried.errors[0].code);
  const ended = tried.ok ? "right" : isWrong ? "wrong" : "no-guess";
  await closeSecondFactorGuess(db, userId, opened.guess, ended, { strategy: "phone_code" }, caller);
  return tried;
}

/** The errors of a wrong code. All others concern a correct code that is too late, or a missing code. */
const GUESS_ERRORS = ["form_code_incorrect", "verification_failed"];

/**
 * Counts an attempt at any second factor before it is checked. When the limit is exhausted, the account owner is notified,
 * because the caller has verified the first factor.
 *
 * @returns the guess; or `user_locked` (with `meta.lockoutExpiresInSeconds`)
 */
async function openSecondFactorGuess(
  db: Db,
  userId: string,
  caller: Caller,
): Promise<Result<{ guess: Guess }>> {
  const isKnown = await isKnownClient(db, userId, caller);
  const target = { account: userId, identifier: userId, isKnownClient: isKnown };
  const guess = await openGuess(db, { kind: "second-factor", ...target }, caller);
  if (!("refused" in guess)) return { ok: true, guess };
  const { retryAfterSeconds } = guess;
  const notice = await consumePoints(db, requestLimits.secondFactorNotices(userId));
  if (notice.allowed) {
    await inTransaction(async (tx) => {
      await notifyAccountChange(tx, userId, { change: "second_factor_refused", masked: "" }, caller);
      await emitUserLocked(tx, { userId, lockedForSeconds: retryAfterSeconds }, caller.metadata);
    });
  }
  const messageOverride = {
    key: "too_many_codes_wait",
    values: { wait: { seconds: retryAfterSeconds } },
  } as const;
  return failure("user_locked", { ...FIELD, lockoutExpiresInSeconds: retryAfterSeconds }, messageOverride);
}

async function closeSecondFactorGuess(
  db: Db,
  userId: string,
  guess: Guess,
  ended: "right" | "wrong" | "no-guess",
  details: Record<string, string>,
  caller: Caller,
): Promise<void> {
  await closeGuess(db, guess, ended);
  await recordEvent(db, caller.metadata, {
    type: "second_factor.attempted",
    outcome: ended === "right" ? "success" : "failure",
    userId,
    details,
  });
}

/** Returns the function that consumes a code. */
async function spender(
  db: Db,
  userId: string,
  { strategy, code }: TypedFactor,
  caller: Caller,
): Promise<(tx: Db) => Promise<FactorOutcome>> {
  if (strategy === "totp") return (tx) => consumeTotp(tx, userId, code);
  const codeHash = await hashBackupCode(db, userId, code, requesterOf(caller.metadata, true));
  return async (tx) => {
    if (!(await consumeBackupCode(tx, userId, codeHash))) return "wrong";
    await tellOfBackupCode(tx, userId, caller);
    return "right";
  };
}

async function tellOfBackupCode(tx: Db, userId: string, caller: Caller): Promise<void> {
  const left = await tx.backupCode.count({ where: { userId, consumedAt: null } });
  await notifyAccountChange(tx, userId, { change: "backup_code_used", masked: String(left) }, caller);
}

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
import { type GuessOutcome, withGuess } from "../limits/guesses";
import { requestLimits } from "../limits/requests";
import { notifyAccountChange } from "../security-notices";
import { attemptCode, COUNTED_BY_CALLER } from "../verification/attempt-code";
import type { VerificationHandler, VerificationOutcome } from "../verification/handler";

/** A code of an authenticator app, or a backup code, as typed. */
export type TypedFactor = { strategy: "totp" | "backup_code"; code: string };

/** The action that a second factor authorizes. */
export type SecondFactorTarget<Completed> = {
  /**
   * Locks the pending action against concurrent requests. Returns the function that completes it in the same
   * transaction, or `null` if no action is pending.
   */
  lock: (tx: Db) => Promise<(() => Promise<Completed>) | null>;
};

/** The result of checking a factor. A used factor is rejected, but does not count as a guess. */
type FactorOutcome = "right" | "wrong" | "used";

/** A second factor that a user presents. */
export type SecondFactorCheck = {
  strategy: "totp" | "backup_code" | "passkey";
  /** Does the slow work before the transaction begins. Returns the function that consumes the factor. */
  check: (db: Db) => Promise<(tx: Db) => Promise<FactorOutcome>>;
  /** The error for a wrong factor. */
  rejection: ReturnType<typeof failure>;
};

const FIELD = { paramName: "code" };

/**
 * Verifies a code as a second factor and completes the action it authorizes, both or neither.
 *
 * @returns the result of the action; or `form_code_incorrect`, or the errors of `verifySecondFactor`
 */
export async function consumeSecondFactorCode<Completed>(
  userId: string,
  factor: TypedFactor,
  target: SecondFactorTarget<Completed>,
  caller: Caller,
): Promise<Result<{ completed: Completed }>> {
  const { strategy } = factor;
  const presented: SecondFactorCheck = {
    strategy,
    check: (db) => prepareConsumption(db, userId, factor, caller),
    rejection: failure("form_code_incorrect", FIELD, { key: `${strategy}_wrong` }),
  };
  return verifySecondFactor(userId, presented, target, caller);
}

/**
 * Verifies a second factor and completes the action it authorizes, both or neither. Counts the attempt first, across
 * all factors and challenges of the account.
 *
 * @returns the result of the action; or the error of the factor, `client_state_invalid` if no action is pending,
 *   `user_locked` (with `meta.lockoutExpiresInSeconds`)
 */
export async function verifySecondFactor<Completed>(
  userId: string,
  { strategy, check, rejection }: SecondFactorCheck,
  target: SecondFactorTarget<Completed>,
  caller: Caller,
): Promise<Result<{ completed: Completed }>> {
  const counted = await withSecondFactorGuess(userId, strategy, caller, async (db) => {
    const consume = await check(db);
    const ended = await inTransaction(async (tx) => {
      const complete = await target.lock(tx);
      if (complete === null) return "not_pending";
      const consumed = await consume(tx);
      return consumed === "right" ? { completed: await complete() } : consumed;
    });
    const outcome = typeof ended === "object" ? "right" : ended === "wrong" ? "wrong" : "no-guess";
    return { ended, outcome };
  });
  if (!counted.ok) return counted;
  const { ended } = counted.checked;
  if (ended === "not_pending") return failure("client_state_invalid");
  return typeof ended === "object" ? { ok: true, completed: ended.completed } : rejection;
}

/**
 * Verifies the code of an SMS as a second factor. It has a separate attempt count, in addition to that of all second
 * factors.
 *
 * @returns the result of `handleVerified`; or the errors of `attemptCode`, and `user_locked`
 */
export async function attemptSecondFactorCode(
  userId: string,
  input: { verificationId: string; code: string },
  caller: Caller,
  handleVerified: VerificationHandler,
): Promise<Result<{ next: VerificationOutcome }>> {
  const counted = await withSecondFactorGuess(userId, "phone_code", caller, async () => {
    const attempted = await attemptCode(input, COUNTED_BY_CALLER, caller, handleVerified);
    const isWrong = !attempted.ok && GUESS_ERRORS.includes(attempted.errors[0].code);
    return { attempted, outcome: attempted.ok ? "right" : isWrong ? "wrong" : "no-guess" };
  });
  return counted.ok ? counted.checked.attempted : counted;
}

/** The errors of a wrong code. All others concern a correct code that is too late, or a missing code. */
const GUESS_ERRORS = ["form_code_incorrect", "verification_failed"];

/**
 * Counts an attempt at any second factor, checks it, and records its outcome. When the limit is exhausted, the account
 * owner is notified, because the caller has verified the first factor.
 *
 * @returns what `check` returned; or `user_locked` (with `meta.lockoutExpiresInSeconds`)
 */
async function withSecondFactorGuess<Checked extends { outcome: GuessOutcome }>(
  userId: string,
  strategy: string,
  caller: Caller,
  check: (db: Db) => Promise<Checked>,
): Promise<Result<{ checked: Checked }>> {
  const db = await database();
  const isKnown = await isKnownClient(db, userId, caller);
  const target = { account: userId, identifier: userId, isKnownClient: isKnown };
  const counted = await withGuess(db, { kind: "second-factor", ...target }, caller, () => check(db));
  if ("rejected" in counted) return rejectSecondFactor(db, userId, counted.retryAfterSeconds, caller);
  const { checked } = counted;
  await recordEvent(db, caller.metadata, {
    type: "second_factor.attempted",
    outcome: checked.outcome === "right" ? "success" : "failure",
    userId,
    details: { strategy },
  });
  return { ok: true, checked };
}

async function rejectSecondFactor(db: Db, userId: string, retryAfterSeconds: number, caller: Caller) {
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

/** Returns the function that consumes a code. */
async function prepareConsumption(
  db: Db,
  userId: string,
  { strategy, code }: TypedFactor,
  caller: Caller,
): Promise<(tx: Db) => Promise<FactorOutcome>> {
  if (strategy === "totp") return (tx) => consumeTotp(tx, userId, code);
  const codeHash = await hashBackupCode(db, userId, code, requesterOf(caller.metadata, true));
  return async (tx) => {
    if (!(await consumeBackupCode(tx, userId, codeHash))) return "wrong";
    await notifyBackupCodeUsed(tx, userId, caller);
    return "right";
  };
}

async function notifyBackupCodeUsed(tx: Db, userId: string, caller: Caller): Promise<void> {
  const left = await tx.backupCode.count({ where: { userId, consumedAt: null } });
  await notifyAccountChange(tx, userId, { change: "backup_code_used", masked: String(left) }, caller);
}

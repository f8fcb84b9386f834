import { recordEvent } from "@/lib/audit";
import { type Db, database } from "@/lib/db/client";
import { consumePoints } from "@/lib/db/rate-limit";
import { inTransaction } from "@/lib/db/transaction";
import { failure, type Result } from "@/lib/errors";
import { emitUserLocked } from "@/lib/events/user-events";
import { consumeBackupCode, hashBackupCode } from "@/lib/factors/backup-code/codes";
import { consumeTotp } from "@/lib/factors/totp/consume";
import { notifyOutboxWorker } from "@/lib/notifications/outbox";
import { type Caller, requesterOf } from "../caller";
import { isKnownClient } from "../known-clients";
import { closeGuess, type Guess, openGuess } from "../limits/guesses";
import { requestLimits } from "../limits/requests";
import { notifyAccountChange } from "../security-notices";
import { attemptCode, COUNTED_BY_CALLER } from "../verification/attempt-code";
import type { VerificationHandler, VerificationOutcome } from "../verification/handler";

/** A code of an authenticator app, or a backup code, as it was typed. */
export type TypedFactor = { strategy: "totp" | "backup_code"; code: string };

/** What a second factor is proven for. */
export type SecondFactorTarget<Reached> = {
  /** Holds what waits for the proof, so that nobody else goes on with it; false if nothing waits. */
  hold: (tx: Db) => Promise<boolean>;
  /** What the proof leads to. */
  reach: (tx: Db) => Promise<Reached>;
};

/** Whether a factor was right. One that has been used already is rejected, but is no guess. */
type FactorOutcome = "right" | "wrong" | "used";

/** A second factor as somebody presents it. */
export type SecondFactorCheck = {
  strategy: "totp" | "backup_code" | "passkey";
  /** Does what takes long, before the transaction begins; gives back what consumes the factor. */
  check: (db: Db) => Promise<(tx: Db) => Promise<FactorOutcome>>;
  /** What is answered where it was not the right one. */
  refusal: ReturnType<typeof failure>;
};

const FIELD = { paramName: "code" };

/**
 * Tries a code of a second factor, and goes on to what it is proven for, both or neither.
 *
 * @returns what the goal led to; or `form_code_incorrect`, or the errors of `verifySecondFactor`
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
 * Tries a second factor, and goes on to what it is proven for, both or neither. The try is counted first, over all factors
 * and challenges of an account.
 *
 * @returns what the goal led to; or the factor's own refusal, `client_state_invalid` if nothing waits for a proof,
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
 * Tries the code of a text message as a second factor. It has a count of its own besides that of all second factors.
 *
 * @returns what `advance` gave; or the errors of `attemptCode`, and `user_locked`
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

/** The errors of a code that was not right; the others are those of a right one that is too late, or of none at all. */
const GUESS_ERRORS = ["form_code_incorrect", "verification_failed"];

/**
 * Counts a try at a second factor, whichever, before it is looked at. Where there are too many the owner is notified, for
 * whoever tries has verified the first factor.
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
    notifyOutboxWorker();
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

/** What spends a code. */
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

import { recordEvent } from "@/lib/audit";
import { type Db, database } from "@/lib/db/client";
import { forgetPoints, takePoints } from "@/lib/db/rate-limit";
import { inTransaction } from "@/lib/db/transaction";
import { failure, type Result } from "@/lib/errors";
import { consumeBackupCode, hashBackupCode } from "@/lib/factors/backup-code/codes";
import { consumeTotp } from "@/lib/factors/totp/consume";
import { wakeOutbox } from "@/lib/messages/outbox";
import { emitUserLocked } from "@/lib/webhooks/user-events";
import { type Caller, requesterOf } from "../caller";
import { limits, withinLimits } from "../limits";
import { noticeChange } from "../notices";

/** A code of an authenticator app, or a backup code, as it was typed. */
export type TypedFactor = { strategy: "totp" | "backup_code"; code: string };

/** What a second factor is proven for. */
export type SecondFactorGoal<Reached> = {
  /** Holds what waits for the proof, so that nobody else goes on with it; false if nothing waits. */
  hold: (tx: Db) => Promise<boolean>;
  /** What the proof leads to. */
  reach: (tx: Db) => Promise<Reached>;
};

/** A second factor as somebody presents it. */
export type PresentedFactor = {
  strategy: "totp" | "backup_code" | "passkey";
  /** Does what takes long, before the transaction begins; gives back what spends the factor. */
  check: (db: Db) => Promise<(tx: Db) => Promise<boolean>>;
  /** What is answered where it was not the right one. */
  refusal: ReturnType<typeof failure>;
};

const FIELD = { paramName: "code" };

/**
 * Tries a code of a second factor, and goes on to what it is proven for, both or neither.
 *
 * @returns what the goal led to; or `form_code_incorrect`, or the errors of `presentSecondFactor`
 */
export async function spendSecondFactor<Reached>(
  userId: string,
  factor: TypedFactor,
  goal: SecondFactorGoal<Reached>,
  caller: Caller,
): Promise<Result<{ reached: Reached }>> {
  const { strategy } = factor;
  const presented: PresentedFactor = {
    strategy,
    check: (db) => spender(db, userId, factor, caller),
    refusal: failure("form_code_incorrect", FIELD, { key: `${strategy}_wrong` }),
  };
  return presentSecondFactor(userId, presented, goal, caller);
}

/**
 * Tries a second factor, and goes on to what it is proven for, both or neither. The try is counted first, over all factors
 * and challenges of an account.
 *
 * @returns what the goal led to; or the factor's own refusal, `client_state_invalid` if nothing waits for a proof,
 *   `user_locked` (with `meta.lockoutExpiresInSeconds`)
 */
export async function presentSecondFactor<Reached>(
  userId: string,
  { strategy, check, refusal }: PresentedFactor,
  goal: SecondFactorGoal<Reached>,
  caller: Caller,
): Promise<Result<{ reached: Reached }>> {
  const db = await database();
  const refused = await countSecondFactorTry(db, userId, caller);
  if (refused) return refused;
  const spend = await check(db);
  const outcome = await inTransaction(async (tx) => {
    if (!(await goal.hold(tx))) return "nothing_waits";
    if (!(await spend(tx))) return "incorrect";
    return { reached: await goal.reach(tx) };
  });
  const success = typeof outcome === "object";
  await recordSecondFactorTry(db, userId, success, { strategy }, caller);
  if (outcome === "nothing_waits") return failure("client_state_invalid");
  return outcome === "incorrect" ? refusal : { ok: true, reached: outcome.reached };
}

/**
 * Counts a try at a second factor, whichever, before it is looked at. Where there are too many the owner is told, for
 * whoever tries knows the password.
 *
 * @returns the error that refuses the try, or `null`
 */
export async function countSecondFactorTry(db: Db, userId: string, caller: Caller) {
  const room = await withinLimits(db, caller.facts, [
    limits.secondFactorsFor(userId),
    limits.secondFactorsPerDay(userId),
  ]);
  if (room.allowed) return null;
  const notice = await takePoints(db, [limits.secondFactorNotices(userId)]);
  if (notice.allowed) {
    await inTransaction(async (tx) => {
      await noticeChange(tx, userId, { change: "second_factor_refused", masked: "" }, caller);
      await emitUserLocked(tx, { userId, lockedForSeconds: room.retryAfterSeconds }, caller.facts);
    });
    wakeOutbox();
  }
  const { retryAfterSeconds } = room;
  const words = { key: "too_many_codes_wait", values: { wait: { seconds: retryAfterSeconds } } } as const;
  return failure("user_locked", { ...FIELD, lockoutExpiresInSeconds: retryAfterSeconds }, words);
}

/** Writes a try down, and after a right one starts a new count. */
export async function recordSecondFactorTry(
  db: Db,
  userId: string,
  success: boolean,
  details: Record<string, string>,
  caller: Caller,
): Promise<void> {
  if (success) await forgetPoints(db, [limits.secondFactorsFor(userId), limits.secondFactorsPerDay(userId)]);
  await recordEvent(db, caller.facts, {
    type: "second_factor.attempted",
    outcome: success ? "success" : "failure",
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
): Promise<(tx: Db) => Promise<boolean>> {
  if (strategy === "totp") return (tx) => consumeTotp(tx, userId, code);
  const codeHash = await hashBackupCode(db, userId, code, requesterOf(caller.facts, true));
  return async (tx) => {
    if (!(await consumeBackupCode(tx, userId, codeHash))) return false;
    await tellOfBackupCode(tx, userId, caller);
    return true;
  };
}

async function tellOfBackupCode(tx: Db, userId: string, caller: Caller): Promise<void> {
  const left = await tx.backupCode.count({ where: { userId, consumedAt: null } });
  await noticeChange(tx, userId, { change: "backup_code_used", masked: String(left) }, caller);
}

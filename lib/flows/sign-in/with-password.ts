import { recordEvent } from "@/lib/audit";
import { config } from "@/lib/config";
import { type Db, database } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { failure, type Result } from "@/lib/errors";
import { emitUserLocked } from "@/lib/events/user-events";
import { isBreachedPassword } from "@/lib/factors/password/breach";
import { isCommonPassword } from "@/lib/factors/password/examine";
import { hashPassword, needsRehash } from "@/lib/factors/password/hash";
import { readPassword } from "@/lib/factors/password/policy";
import { parseIdentifier } from "@/lib/identifiers/identifier";
import { type Account, findAccount, lockUserRow } from "../accounts";
import { type Caller, clientHash, clientName, requesterOf } from "../caller";
import { identifierNotFound } from "../identifiers/input";
import { isKnownClient } from "../known-clients";
import { checkRateLimits } from "../limits/check";
import { type Guess, verifyPasswordGuess, withGuess } from "../limits/guesses";
import { requestLimits } from "../limits/requests";
import { waitForMinimumDuration } from "../response-time";
import { markPasswordCompromised } from "../users/password-compromised";
import { PROOF_TTL_SECONDS } from "../verification/verification";
import { IS_VOID } from "../verification/void";
import { type AttemptRef, completeFirstFactor, type SignInOutcome } from "./complete-first-factor";
import { supportedFirstFactors } from "./factors";

/**
 * Signs in with an identifier and a password.
 *
 * An unknown identifier costs the same work, counts towards the same limits and returns the same error as a wrong
 * password. So does an account whose limit was reached through another of its identifiers.
 *
 * A correct but compromised password does not sign in: the user must use another method. Without another method, and
 * unless `COMPROMISED_WITHOUT_METHOD=refuse`, the password signs in to a session that is pending until a new password
 * is set.
 *
 * @param input the typed values, the redirect URL, and the client's attempt that the password is typed for, if there is
 *   one
 * @returns the sign-in outcome; or `form_param_format_invalid`, `form_password_length_too_long`, `too_many_requests`,
 *   `user_locked` (with `meta.lockoutExpiresInSeconds`), `form_password_incorrect`, with `REVEAL_ACCOUNTS` also
 *   `form_identifier_not_found`, and, after a correct password, `form_password_compromised`, or `client_state_invalid`
 *   if the attempt is past this step
 */
export async function signInWithPassword(
  input: { identifier: string; password: string; redirectUrl: string | null; signInId?: string },
  caller: Caller,
): Promise<Result<{ outcome: SignInOutcome }>> {
  const startedAt = performance.now();
  const identifier = parseIdentifier(input.identifier);
  if (identifier === null) return failure("form_param_format_invalid", { paramName: "identifier" });
  const read = readPassword(input.password);
  if ("error" in read) return { ok: false, errors: [read.error] };

  const db = await database();
  const account = await findAccount(db, identifier);
  const counted = await checkPassword(db, identifier.value, account, read.password, caller);
  if (!counted.ok) return counted;
  const { guess, matches, isKnown } = counted;
  if (account === null || !matches) {
    await recordFailure(db, guess, account, caller);
    await waitForMinimumDuration(startedAt);
    return account === null && config().revealAccounts
      ? identifierNotFound(identifier)
      : failure("form_password_incorrect", { paramName: "password" });
  }
  if (account.locked) {
    return failure("user_locked", { lockoutExpiresInSeconds: null }, { key: "locked_by_administrator" });
  }
  const limits = requestLimits.signIns(account.userId, clientName(caller), { isKnownClient: isKnown });
  const within = await checkRateLimits(db, caller.metadata, limits);
  if (!within.ok) return within;
  if (await isCompromised(account, read.password, caller)) {
    const mayGoOn = await mayKeepCompromisedPassword(db, account, identifier.value);
    if (!mayGoOn) return failure("form_password_compromised", { paramName: "password" });
  }
  const { signInId, redirectUrl } = input;
  const attempt = signInId === undefined ? { identifier: identifier.value, redirectUrl } : { signInId };
  const outcome = await finishSignIn(account, read.password, attempt, caller);
  if (outcome === "past_this_step") return failure("client_state_invalid");
  if (outcome === null) return failure("form_password_incorrect", { paramName: "password" });
  return { ok: true, outcome };
}

async function recordFailure(db: Db, guess: Guess, account: Account | null, caller: Caller): Promise<void> {
  await recordEvent(db, caller.metadata, {
    type: "sign_in.password",
    outcome: "failure",
    userId: account?.userId ?? null,
    details: guess.blockedBy === null ? {} : { limit: guess.blockedBy },
  });
  if (account === null || guess.filled === null) return;
  const lock = { userId: account.userId, lockedForSeconds: guess.filled.windowSeconds };
  await emitUserLocked(db, lock, caller.metadata);
}

/** Whether the correct password is flagged as compromised or has leaked. A leaked password is flagged. */
async function isCompromised(account: Account, password: string, caller: Caller): Promise<boolean> {
  if (account.passwordCompromised) return true;
  const requester = requesterOf(caller.metadata, true);
  const leaked = (await isCommonPassword(password, requester)) || (await isBreachedPassword(password));
  if (leaked)
    await markPasswordCompromised(account.userId, "leaked", {
      by: "latchkey",
      userId: null,
      metadata: caller.metadata,
    });
  return leaked;
}

/**
 * Whether the user has no other method. Then a compromised password still signs in, to a session that is pending until
 * a new password is set.
 */
async function mayKeepCompromisedPassword(db: Db, { userId }: Account, identifier: string): Promise<boolean> {
  if (config().compromisedWithoutMethod === "refuse") return false;
  return (await supportedFirstFactors(db, identifier, userId)).length === 0;
}

/**
 * Counts the guess, then checks the password. Known clients have no limit that other clients in their network could use
 * up.
 *
 * @returns the guess, whether the password is accepted, and whether the client is known; or `too_many_requests`,
 *   `user_locked`
 */
async function checkPassword(
  db: Db,
  identifier: string,
  account: Account | null,
  password: string,
  caller: Caller,
): Promise<Result<{ guess: Guess; matches: boolean; isKnown: boolean }>> {
  const isKnown = await isKnownClient(db, account?.userId ?? null, caller);
  if (!isKnown) {
    const within = await checkRateLimits(db, caller.metadata, requestLimits.passwords(caller.metadata));
    if (!within.ok) return within;
  }
  const target = { account: account?.userId ?? identifier, identifier, isKnownClient: isKnown };
  const counted = await withGuess(db, { kind: "password", ...target }, caller, async (guess) => {
    const typed = { passwordHash: account?.passwordHash ?? null, password };
    const isRight = await verifyPasswordGuess(db, guess, typed, requesterOf(caller.metadata, isKnown));
    return { outcome: isRight ? "right" : "wrong" };
  });
  if (!("rejected" in counted)) {
    return { ok: true, guess: counted.guess, matches: counted.checked.outcome === "right", isKnown };
  }
  const { retryAfterSeconds: seconds } = counted;
  const messageOverride = { key: "locked_for", values: { wait: { seconds } } } as const;
  return failure("user_locked", { lockoutExpiresInSeconds: seconds }, messageOverride);
}

/** Completes the sign-in, unless the password was changed or the account was locked since the check. */
async function finishSignIn(
  account: Account,
  password: string,
  attempt: AttemptRef,
  caller: Caller,
): Promise<SignInOutcome | "past_this_step" | null> {
  const { userId, passwordHash } = account;
  const newHash =
    passwordHash !== null && needsRehash(passwordHash)
      ? await hashPassword(password, requesterOf(caller.metadata, true))
      : null;
  return inTransaction<SignInOutcome | "past_this_step" | null>(async (tx) => {
    const user = await lockUserRow(tx, userId);
    if (user === null || user.isLocked || user.passwordHash !== passwordHash) return null;
    if ("signInId" in attempt && !(await completeAttemptWithPassword(tx, attempt.signInId, userId, caller))) {
      return "past_this_step";
    }
    if (newHash !== null) await tx.user.update({ where: { id: userId }, data: { passwordHash: newHash } });
    const outcome = await completeFirstFactor(tx, { user, attempt }, caller);
    await recordEvent(tx, caller.metadata, {
      type: "sign_in.password",
      outcome: "success",
      userId,
      sessionId: outcome.status === "complete" ? outcome.session.id : null,
      signInId: "signInId" in attempt ? attempt.signInId : null,
      details: { status: outcome.status },
    });
    return outcome;
  });
}

/**
 * Marks the first factor of an attempt as verified by a password. Codes and links sent for it before no longer verify
 * anything. Safe under concurrency: only one caller succeeds.
 *
 * @param tx the transaction that creates the session
 * @param signInId a UUID
 * @returns false if the attempt belongs to another client or user, or is not pending its first factor
 */
async function completeAttemptWithPassword(
  tx: Db,
  signInId: string,
  userId: string,
  caller: Caller,
): Promise<boolean> {
  const hash = clientHash(caller);
  const [claimed] = await tx.$queryRaw<{ verificationId: string }[]>`
    UPDATE "SignIn" s SET status = 'complete', "firstFactorVerifiedAt" = now()
    FROM "Verification" v, "User" u
    WHERE s.id = ${signInId}::uuid AND s."userId" = ${userId}::uuid AND s.status = 'needs_first_factor'
      AND u.id = s."userId" AND NOT ${IS_VOID}
      AND v.id = s."verificationId" AND v."clientHash" = ${hash} AND v."expiresAt" > now()
      AND v."verifiedAt" IS NULL AND v."failedAt" IS NULL AND v."cancelledAt" IS NULL
    RETURNING s."verificationId"`;
  if (claimed === undefined) return false;
  await tx.$executeRaw`
    UPDATE "Verification" SET "verifiedAt" = now(), "verifiedByClientHash" = ${hash}, purpose = 'sign_in', method = NULL,
      destination = NULL, "emailAddressId" = NULL, "phoneNumberId" = NULL, "matchNumber" = NULL,
      "expiresAt" = now() + ${PROOF_TTL_SECONDS} * interval '1 second'
    WHERE id = ${claimed.verificationId}::uuid`;
  return true;
}

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
import { type Identifier, parseIdentifier } from "@/lib/identifiers/identifier";
import { trimInvisible } from "@/lib/typed-text";
import { type Account, findAccountOfClient, lockUserRow } from "../accounts";
import { type Caller, clientHash, clientName, requesterOf } from "../caller";
import { identifierInvalid, identifierNotFound, passwordIncorrect } from "../identifiers/input";
import { attemptLimits } from "../limits/attempts";
import { checkRateLimits, tooManyRequests } from "../limits/check";
import { type Guess, type GuessRejected, verifyPasswordGuess, withGuess } from "../limits/guesses";
import type { NamedLimit } from "../limits/names";
import { requestLimits } from "../limits/requests";
import { waitForMinimumDuration } from "../response-time";
import { markPasswordCompromised } from "../users/password-compromised";
import { PROOF_TTL_SECONDS } from "../verification/verification";
import { IS_VOID } from "../verification/void";
import {
  type AttemptRef,
  completeFirstFactor,
  type EventOf,
  type SignInOutcome,
} from "./complete-first-factor";
import { supportedFirstFactors } from "./factors";
import { newAttemptIds, storeAttempt } from "./store-attempt";

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
  const { signInId, redirectUrl } = input;
  const signIn = parse(input);
  if (!signIn.ok) return signIn;
  const attempt =
    signInId === undefined ? { identifier: signIn.identifier.value, redirectUrl } : { signInId };
  const { result, isIncorrect } = await attemptPassword(signIn, attempt, caller);
  if (isIncorrect) await waitForMinimumDuration(startedAt);
  return result;
}

/**
 * Starts an attempt and attempts its first factor with a password. The attempt is stored in the transaction that
 * creates the session; if the password does not sign in, it is stored as pending its first factor, unless the limit of
 * new attempts is reached or, with `REVEAL_ACCOUNTS`, there is no account.
 *
 * @returns the attempt's ID and the sign-in outcome; or the errors of `signInWithPassword` and of a new attempt
 */
export async function beginSignInWithPassword(
  input: { identifier: string; password: string; redirectUrl: string | null },
  caller: Caller,
): Promise<Result<{ signInId: string; outcome: SignInOutcome }>> {
  const startedAt = performance.now();
  const signIn = parse(input);
  if (!signIn.ok) return signIn;
  const { redirectUrl } = input;
  const identifier = signIn.identifier.value;
  const stored = { ids: newAttemptIds(), typedIdentifier: trimInvisible(input.identifier) };
  const { signInId } = stored.ids;
  const attempted = await attemptPassword(signIn, { identifier, redirectUrl, stored }, caller);
  const { result, account, isAttempt } = attempted;
  if (result.ok) return { ...result, signInId };
  if (isAttempt) {
    const values = { ...stored, identifier, redirectUrl, userId: account?.userId ?? null };
    await storeAttempt(await database(), { ...values, purpose: "sign_in" }, caller);
  }
  await waitForMinimumDuration(startedAt);
  return result;
}

type Typed = { identifier: Identifier; password: string };

function parse({ identifier: typed, password }: { identifier: string; password: string }): Result<Typed> {
  const identifier = parseIdentifier(typed);
  if (identifier === null) return identifierInvalid();
  const read = readPassword(password);
  return "error" in read
    ? { ok: false, errors: [read.error] }
    : { ok: true, identifier, password: read.password };
}

type Attempted = {
  result: Result<{ outcome: SignInOutcome }>;
  account: Account | null;
  /** Whether the limits of new attempts allow one. */
  isAttempt: boolean;
  /** Whether the error must not reveal whether the account exists, so that the response takes the minimum time. */
  isIncorrect: boolean;
};

async function attemptPassword(
  { identifier, password }: Typed,
  attempt: AttemptRef,
  caller: Caller,
): Promise<Attempted> {
  const db = await database();
  const { account, isKnownClient } = await findAccountOfClient(db, identifier, caller);
  const isNew = "stored" in attempt;
  const begins = isNew ? attemptLimits(identifier.value, { isKnownClient }, caller) : [];
  const as = (result: Attempted["result"], more: Partial<Attempted> = {}): Attempted => ({
    result,
    account,
    isAttempt: isNew,
    isIncorrect: false,
    ...more,
  });
  if (isNew && account === null && config().revealAccounts) {
    const within = await checkRateLimits(db, caller.metadata, begins, { paramName: "identifier" });
    return as(within.ok ? identifierNotFound(identifier) : within, { isAttempt: false });
  }
  const target = { identifier: identifier.value, account, isKnownClient };
  const counted = await checkPassword(db, target, begins, password, caller);
  if ("rejected" in counted)
    return as(rejection(counted, begins), { isAttempt: isNew && !begins.includes(counted.limit) });
  const { guess, checked, within } = counted;
  if (account === null || checked.outcome !== "right") {
    await recordFailure(db, guess, account, caller);
    const result =
      account === null && config().revealAccounts ? identifierNotFound(identifier) : passwordIncorrect();
    return as(result, { isIncorrect: true });
  }
  if (account.locked) {
    return as(failure("user_locked", { lockoutExpiresInSeconds: null }, { key: "locked_by_administrator" }));
  }
  if (!within.ok) return as(within);
  return as(await completeWithPassword(db, { ...target, account }, attempt, password, caller));
}

/** The typed identifier, its account, and whether the client has signed in to it before. */
type PasswordTarget<Owner = Account | null> = { identifier: string; account: Owner; isKnownClient: boolean };

/** Signs in after a correct password, unless it is compromised or the account has changed since. */
async function completeWithPassword(
  db: Db,
  { account, identifier }: PasswordTarget<Account>,
  attempt: AttemptRef,
  password: string,
  caller: Caller,
): Promise<Result<{ outcome: SignInOutcome }>> {
  if (await isCompromised(account, password, caller)) {
    const mayGoOn = await mayKeepCompromisedPassword(db, account, identifier);
    if (!mayGoOn) return failure("form_password_compromised", { paramName: "password" });
  }
  const outcome = await finishSignIn(account, password, attempt, caller);
  if (outcome === "past_this_step") return failure("client_state_invalid");
  if (outcome === null) return passwordIncorrect();
  return { ok: true, outcome };
}

/** Returns the error of a guess that was rejected by a limit: of new attempts, of passwords, or of guesses. */
function rejection({ limit, retryAfterSeconds: seconds }: GuessRejected, begins: NamedLimit[]) {
  if (begins.includes(limit)) return tooManyRequests(seconds, "identifier");
  if (limit.stage === PASSWORDS_STAGE) return tooManyRequests(seconds);
  const messageOverride = { key: "locked_for", values: { wait: { seconds } } } as const;
  return failure("user_locked", { lockoutExpiresInSeconds: seconds }, messageOverride);
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

/** The stage of the limit of passwords from a network, after those of new attempts. */
const PASSWORDS_STAGE = 1;

/**
 * Counts the guess, then checks the password. Known clients have no limit that other clients in their network could use
 * up. A correct password of an account that is not locked is counted as a sign-in.
 *
 * @param begins the limits of the attempt that starts with this request, if one does
 */
function checkPassword(
  db: Db,
  { identifier, account, isKnownClient: isKnown }: PasswordTarget,
  begins: NamedLimit[],
  password: string,
  caller: Caller,
) {
  const { metadata } = caller;
  const passwords = isKnown ? [] : requestLimits.passwords(caller.metadata);
  const before = [...begins, ...passwords.map((limit) => ({ ...limit, stage: PASSWORDS_STAGE }))];
  const afterRight =
    account === null || account.locked
      ? []
      : requestLimits.signIns(account.userId, clientName(caller), { isKnownClient: isKnown });
  const target = { account: account?.userId ?? identifier, identifier, isKnownClient: isKnown };
  return withGuess(
    db,
    { kind: "password", ...target },
    caller,
    async (guess) => {
      const typed = { passwordHash: account?.passwordHash ?? null, password };
      const isRight = await verifyPasswordGuess(db, guess, typed, requesterOf(metadata, isKnown));
      return { outcome: isRight ? "right" : "wrong" } as const;
    },
    { before, afterRight },
  );
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
    return completeFirstFactor(tx, { user, attempt, event: successOf(attempt) }, caller);
  });
}

const successOf =
  (attempt: AttemptRef): EventOf =>
  ({ status, ...of }) => ({
    ...of,
    type: "sign_in.password",
    outcome: "success",
    signInId: "signInId" in attempt ? attempt.signInId : (attempt.stored?.ids.signInId ?? null),
    details: { status },
  });

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
  const claimed = await tx.$executeRaw`
    WITH claimed AS (
      UPDATE "SignIn" s SET status = 'complete', "firstFactorVerifiedAt" = now()
      FROM "Verification" v, "User" u
      WHERE s.id = ${signInId}::uuid AND s."userId" = ${userId}::uuid AND s.status = 'needs_first_factor'
        AND u.id = s."userId" AND NOT ${IS_VOID}
        AND v.id = s."verificationId" AND v."clientHash" = ${hash} AND v."expiresAt" > now()
        AND v."verifiedAt" IS NULL AND v."failedAt" IS NULL AND v."cancelledAt" IS NULL
      RETURNING s."verificationId")
    UPDATE "Verification" SET "verifiedAt" = now(), "verifiedByClientHash" = ${hash}, purpose = 'sign_in', method = NULL,
      destination = NULL, "emailAddressId" = NULL, "phoneNumberId" = NULL, "matchNumber" = NULL,
      "expiresAt" = now() + ${PROOF_TTL_SECONDS} * interval '1 second'
    WHERE id = (SELECT "verificationId" FROM claimed)`;
  return claimed > 0;
}

import { config } from "@/lib/config";
import { type Db, database } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { failure, type Result } from "@/lib/errors";
import { parseIdentifier } from "@/lib/identifiers/identifier";
import { trimInvisible } from "@/lib/typed-text";
import { findAccountOfClient } from "../accounts";
import type { Caller } from "../caller";
import { identifierInvalid, identifierNotFound } from "../identifiers/input";
import { attemptLimits } from "../limits/attempts";
import { checkRateLimits } from "../limits/check";
import { messageRequestLimits } from "../limits/messages";
import { withMinimumDuration } from "../response-time";
import { sendVerification } from "../verification/send";
import type { StrategyName } from "./attempt";
import type { SignInOutcome } from "./complete-first-factor";
import { chooseFactor } from "./prepare-first-factor";
import { newAttemptIds, storeAttempt } from "./store-attempt";
import { beginSignInWithPassword } from "./with-password";

const FIELD = { paramName: "identifier" };

/** The values a sign-in attempt starts with. */
export type NewSignIn = {
  identifier: string;
  strategy: StrategyName | null;
  redirectUrl: string | null;
  /** As for `prepareFirstFactor`; so is `returnUrl`. */
  resetPageUrl?: string;
  returnUrl?: string | undefined;
};

/**
 * Starts an attempt that is verified by a message. If a strategy is given, sends the first message to the typed
 * identifier; for a username, to the primary address or number of the user.
 *
 * For an unknown, unverified or locked identifier the function writes the same rows and does the same work, but no
 * message is delivered and no code signs in.
 *
 * @returns the attempt's ID; or `form_param_format_invalid`, `too_many_requests`, the errors of `prepareFirstFactor`,
 *   and, only with `REVEAL_ACCOUNTS`, `form_identifier_not_found`
 */
export function createSignIn(input: NewSignIn, caller: Caller): Promise<Result<{ signInId: string }>> {
  return withMinimumDuration(() => create(input, caller));
}

async function create(input: NewSignIn, caller: Caller): Promise<Result<{ signInId: string }>> {
  const identifier = parseIdentifier(input.identifier);
  if (identifier === null) return identifierInvalid();
  const db = await database();
  const { account, isKnownClient } = await findAccountOfClient(db, identifier, caller);
  const known = { isKnownClient };
  const userId = account?.userId ?? null;
  const chosen = await choose(db, { identifier: identifier.value, userId }, input);
  if (chosen !== null && !chosen.ok) return atIdentifier(chosen);
  // The message is counted before the attempt is stored: a rejected request must not replace the previous attempt.
  const limits = [
    ...attemptLimits(identifier.value, known, caller),
    ...(chosen === null ? [] : messageRequestLimits(caller, identifier.value, known)),
  ];
  const within = await checkRateLimits(db, caller.metadata, limits, FIELD);
  if (!within.ok) return within;
  if (account === null && config().revealAccounts) return identifierNotFound(identifier);

  const ids = newAttemptIds();
  const purpose = input.strategy?.startsWith("reset_password") ? "reset_password" : "sign_in";
  const { redirectUrl } = input;
  const typedIdentifier = trimInvisible(input.identifier);
  const values = {
    ids,
    purpose,
    identifier: identifier.value,
    typedIdentifier,
    userId,
    redirectUrl,
  } as const;
  await inTransaction(async (tx) => {
    await storeAttempt(tx, values, caller);
    if (chosen !== null) await sendVerification(tx, ids.verificationId, chosen.proof, known, caller);
  });
  return { ok: true, signInId: ids.signInId };
}

async function choose(
  db: Db,
  of: { identifier: string; userId: string | null },
  { strategy, resetPageUrl, returnUrl }: NewSignIn,
) {
  return strategy === null
    ? null
    : chooseFactor(db, of, { strategy, contactId: null, resetPageUrl, returnUrl });
}

/** Assigns an error to the only input field, `identifier`. */
function atIdentifier(rejected: Extract<Result, { ok: false }>): typeof rejected {
  const [{ code, meta, messageOverride }] = rejected.errors;
  return code === "strategy_for_user_invalid"
    ? failure(code, { ...meta, ...FIELD }, messageOverride)
    : rejected;
}

/**
 * Starts an attempt. With a password, attempts the first factor immediately.
 *
 * @returns the attempt's ID and the sign-in outcome (`null` without a password); or the errors of `createSignIn` and
 *   `signInWithPassword`
 */
export async function beginSignIn(
  { password, ...attempt }: NewSignIn & { password: string | null },
  caller: Caller,
): Promise<Result<{ signInId: string; outcome: SignInOutcome | null }>> {
  if (password !== null) return beginSignInWithPassword({ ...attempt, password }, caller);
  const created = await createSignIn(attempt, caller);
  return created.ok ? { ok: true, signInId: created.signInId, outcome: null } : created;
}

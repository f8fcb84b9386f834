import { config } from "@/lib/config";
import { type Db, database } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { failure, type Result } from "@/lib/errors";
import { parseIdentifier } from "@/lib/identifiers/identifier";
import { trimInvisible } from "@/lib/typed-text";
import { findAccount } from "../accounts";
import { type Caller, clientName } from "../caller";
import { identifierNotFound } from "../identifiers/input";
import { isKnownClient } from "../known-clients";
import { checkRateLimits } from "../limits/check";
import { messageRequestLimits } from "../limits/messages";
import type { NamedLimit } from "../limits/names";
import { requestLimits } from "../limits/requests";
import { withMinimumDuration } from "../response-time";
import { type Sending, sendVerification } from "../verification/send";
import { createVerification } from "../verification/verification";
import type { StrategyName } from "./attempt";
import type { SignInOutcome } from "./complete-first-factor";
import { chooseFactor } from "./prepare-first-factor";
import { signInWithPassword } from "./with-password";

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
 * identifier.
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
  if (identifier === null) return failure("form_param_format_invalid", FIELD);
  const db = await database();
  const account = await findAccount(db, identifier);
  const userId = account?.userId ?? null;
  const known = { isKnownClient: await isKnownClient(db, userId, caller) };
  const chosen = await choose(db, { identifier: identifier.value, userId }, input);
  if (chosen !== null && !chosen.ok) return atIdentifier(chosen);
  // The message is counted before the attempt is stored: a rejected request must not replace the previous attempt.
  const limits = [
    ...attemptLimits(identifier.value, known, caller),
    ...(chosen === null ? [] : messageRequestLimits(caller, identifier.value, known)),
  ];
  const within = await checkRateLimits(db, caller.metadata, limits, FIELD.paramName);
  if (!within.ok) return within;
  if (account === null && config().revealAccounts) return identifierNotFound(identifier);

  const signInId = await inTransaction(async (tx) => {
    const typedIdentifier = trimInvisible(input.identifier);
    const stored = await insert(
      tx,
      { ...input, identifier: identifier.value, typedIdentifier, userId },
      caller,
    );
    if (chosen !== null) await sendVerification(tx, stored.verificationId, chosen.proof, known, caller);
    return stored.signInId;
  });
  return { ok: true, signInId };
}

/** A known client has a separate limit, so other clients in its network cannot use up the limit of its user. */
function attemptLimits(
  identifier: string,
  { isKnownClient: isKnown }: Sending,
  caller: Caller,
): NamedLimit[] {
  if (isKnown) return requestLimits.attemptsOfKnownClient(clientName(caller));
  return [
    ...requestLimits.attempts(caller.metadata),
    ...requestLimits.attemptsFor(caller.metadata, identifier),
  ];
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

async function insert(
  tx: Db,
  {
    strategy,
    identifier,
    typedIdentifier,
    userId,
    redirectUrl,
  }: Pick<NewSignIn, "strategy" | "redirectUrl"> & {
    identifier: string;
    typedIdentifier: string;
    userId: string | null;
  },
  caller: Caller,
): Promise<{ signInId: string; verificationId: string }> {
  const purpose = strategy?.startsWith("reset_password") ? "reset_password" : "sign_in";
  const verificationId = await createVerification(tx, { purpose, userId }, caller);
  const data = { identifier, typedIdentifier, userId, verificationId, redirectUrl };
  const { id } = await tx.signIn.create({ data });
  return { signInId: id, verificationId };
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
  const created = await createSignIn(attempt, caller);
  if (!created.ok) return created;
  const { signInId } = created;
  if (password === null) return { ok: true, signInId, outcome: null };
  const { identifier, redirectUrl } = attempt;
  const attempted = await signInWithPassword({ identifier, password, redirectUrl, signInId }, caller);
  return attempted.ok ? { ok: true, signInId, outcome: attempted.outcome } : attempted;
}

import { config } from "@/lib/config";
import { type Db, database } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { failure, type Result } from "@/lib/errors";
import { type Identifier, parseIdentifier } from "@/lib/identifiers/identifier";
import { findAccount } from "../accounts";
import type { Caller } from "../caller";
import { withFloor } from "../floor";
import { limits, tooManyRequests, withinLimits } from "../limits";
import { openVerification } from "../verification/row";
import { sendFirstFactor } from "./prepare-first-factor";
import type { StrategyName } from "./strategies";

const FIELD = { paramName: "identifier" };

/** What an attempt begins with. */
export type NewSignIn = {
  identifier: string;
  strategy: StrategyName | null;
  redirectUrl: string | null;
  /** These as for `prepareFirstFactor`. */
  landsOn?: string;
  returnUrl?: string | undefined;
};

/**
 * Begins an attempt that is proven by a message and, where the strategy is chosen already, sends the first one to the
 * identifier that was typed.
 *
 * For an unknown, unverified or locked identifier the same rows are written and the same work is done, but nobody gets
 * a message and no code leads anywhere.
 *
 * @returns the attempt's id; or `form_param_format_invalid`, `too_many_requests`, the errors of `prepareFirstFactor`,
 *   and, only with `REVEAL_ACCOUNTS`, `form_identifier_not_found`
 */
export function createSignIn(input: NewSignIn, caller: Caller): Promise<Result<{ signInId: string }>> {
  return withFloor(() => create(input, caller));
}

async function create(input: NewSignIn, caller: Caller): Promise<Result<{ signInId: string }>> {
  const identifier = parseIdentifier(input.identifier);
  if (identifier === null) return failure("form_param_format_invalid", FIELD);
  const db = await database();
  const room = await withinLimits(db, caller.facts, [limits.attemptsFrom(caller.facts)]);
  if (!room.allowed) return tooManyRequests(room.retryAfterSeconds, "identifier");
  const account = await findAccount(db, identifier);
  if (account === null && config().revealAccounts) return failure("form_identifier_not_found", FIELD);

  const { strategy, redirectUrl, landsOn, returnUrl } = input;
  const purpose = strategy?.startsWith("reset_password") ? "reset_password" : "sign_in";
  const signInId = await inTransaction((tx) =>
    insert(tx, { purpose, identifier, userId: account?.userId ?? null, redirectUrl }, caller),
  );
  if (strategy === null) return { ok: true, signInId };
  const chosen = { signInId, strategy, contactId: null, landsOn, returnUrl };
  const prepared = await sendFirstFactor(chosen, caller);
  return prepared.ok ? { ok: true, signInId } : atIdentifier(prepared);
}

async function insert(
  tx: Db,
  of: {
    purpose: "sign_in" | "reset_password";
    identifier: Identifier;
    userId: string | null;
    redirectUrl: string | null;
  },
  caller: Caller,
): Promise<string> {
  const { purpose, identifier, userId, redirectUrl } = of;
  const verificationId = await openVerification(tx, { purpose, userId }, caller);
  const { id } = await tx.signIn.create({
    data: { identifier: identifier.value, userId, verificationId, redirectUrl },
  });
  return id;
}

/** What was wrong with the only field there is. */
function atIdentifier(refused: Extract<Result, { ok: false }>): typeof refused {
  const [{ code, meta, words }] = refused.errors;
  const ofField = code === "too_many_requests" || code === "strategy_for_user_invalid";
  return ofField ? failure(code, { ...meta, ...FIELD }, words) : refused;
}

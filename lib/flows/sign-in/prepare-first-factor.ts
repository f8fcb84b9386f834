import { config } from "@/lib/config";
import { type Db, database } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { failure, type Result } from "@/lib/errors";
import { asIdentifier } from "@/lib/identifiers/identifier";
import { deliveryAvailable } from "@/lib/notifications/outbox";
import type { Caller } from "../caller";
import { checkRateLimits } from "../limits/check";
import { messageRequestLimits } from "../limits/messages";
import { withMinimumDuration } from "../response-time";
import { CHANNEL, sendVerification, type VerificationRequest } from "../verification/send";
import {
  findAttempt,
  firstFactorStrategies,
  needsFirstFactor,
  type SignInAttempt,
  type StrategyName,
} from "./attempt";
import { type FirstFactor, supportedFirstFactors } from "./factors";
/**
 * How to verify the first factor: `contactId` is the ID of the address or number; `null` stands for the typed
 * identifier or, if that is a username, for the only contact of the strategy.
 */
export type FactorChoice = {
  strategy: StrategyName;
  contactId: string | null;
  /** A validated URL that the link opens with an access token. */
  resetPageUrl?: string | undefined;
  /** A validated URL that the link page redirects to once the link is confirmed or has ended. */
  returnUrl?: string | undefined;
};

/** The attempt and the factor to send a message for. A validated `redirectUrl` replaces that of the attempt. */
export type FirstFactorChoice = FactorChoice & { signInId: string; redirectUrl?: string | undefined };

/**
 * Sends a code or link for an attempt that is pending its first factor. Supersedes previous codes and links. The
 * attempt count is kept, whatever the method.
 *
 * @returns no value; or `resource_not_found`, `client_state_invalid`, `strategy_for_user_invalid`,
 *   `verification_failed` if no attempts are left, `too_many_requests`, `delivery_unavailable`
 */
export function prepareFirstFactor(choice: FirstFactorChoice, caller: Caller): Promise<Result> {
  return withMinimumDuration(() => prepare(choice, caller));
}

async function prepare(choice: FirstFactorChoice, caller: Caller): Promise<Result> {
  const db = await database();
  const attempt = await findAttempt(db, choice.signInId, caller);
  const rejected = findRejection(attempt);
  if (rejected || attempt === null) return rejected ?? failure("resource_not_found");
  const chosen = await chooseFactor(db, attempt, choice);
  if (!chosen.ok) return chosen;
  const known = { isKnownClient: attempt.isKnownClient };
  const subject = subjectOf(chosen.factor, attempt);
  const within = await checkRateLimits(db, caller.metadata, messageRequestLimits(caller, subject, known));
  if (!within.ok) return within;

  const result = await inTransaction<Result>(async (tx) => {
    const held = await findAttempt(tx, choice.signInId, caller, { lock: true });
    const changed = findRejection(held);
    if (changed || held === null) return changed ?? failure("resource_not_found");
    await sendVerification(tx, held.verification.id, chosen.proof, known, caller);
    const { redirectUrl } = choice;
    if (redirectUrl) await tx.signIn.update({ where: { id: held.id }, data: { redirectUrl } });
    return { ok: true };
  });
  return result;
}

/**
 * Returns the subject of the rate limit: the typed identifier, or the attempt and contact if the client did not type
 * the contact.
 */
function subjectOf({ contact }: FirstFactor, { id, identifier }: SignInAttempt): string {
  return contact.value === identifier ? identifier : `${id} ${contact.id}`;
}

function findRejection(attempt: SignInAttempt | null) {
  if (attempt === null) return failure("resource_not_found");
  if (attempt.verification.attempts >= config().codes.maxAttempts) {
    return failure("verification_failed", { paramName: "code" });
  }
  return needsFirstFactor(attempt) ? null : failure("client_state_invalid");
}

/**
 * Finds the factor chosen for an identifier.
 *
 * @param userId the owner of the identifier, or `null` for an unknown identifier, whose factors are decoys
 * @returns the factor and the verification request for it; or `delivery_unavailable`, `strategy_for_user_invalid`
 */
export async function chooseFactor(
  db: Db,
  { identifier, userId }: { identifier: string; userId: string | null },
  { strategy, contactId, resetPageUrl, returnUrl }: FactorChoice,
): Promise<Result<{ factor: FirstFactor; proof: VerificationRequest }>> {
  const { purpose, method } = firstFactorStrategies[strategy];
  if (!deliveryAvailable(CHANNEL[method])) return failure("delivery_unavailable");
  const factors = await supportedFirstFactors(db, identifier, userId);
  const isUsername = asIdentifier(identifier).kind === "username";
  const factor = factors.find(
    ({ contact, ...other }) =>
      other.method === method &&
      (contactId === null ? isUsername || contact.value === identifier : contact.id === contactId),
  );
  if (factor === undefined) return failure("strategy_for_user_invalid");
  const { contact } = factor;
  const isStored = userId !== null;
  const proof: VerificationRequest = {
    purpose,
    method,
    // A decoy has no value; codes are bound to its id instead.
    destination: contact.value || contact.id,
    emailAddressId: isStored && contact.kind === "email" ? contact.id : null,
    phoneNumberId: isStored && contact.kind === "phone" ? contact.id : null,
    resetPageUrl,
    returnUrl,
  };
  return { ok: true, factor, proof };
}

import { config } from "@/lib/config";
import { type Db, database } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { failure, type Result } from "@/lib/errors";
import { deliveryAvailable, wakeOutbox } from "@/lib/messages/outbox";
import type { Caller } from "../caller";
import { withFloor } from "../floor";
import { messageLimits, tooManyRequests, withinLimits } from "../limits";
import { CHANNEL, type Proof, sendProof } from "../verification/send";
import { findAttempt, needsFirstFactor, type SignInAttempt } from "./attempt";
import { type FirstFactor, supportedFirstFactors } from "./factors";
import { firstFactorStrategies, type StrategyName } from "./strategies";

/**
 * Which factor to send a message for: `contactId` names the address or number, `null` stands for the one typed. A checked
 * `redirectUrl` takes the place of the attempt's. A checked `landsOn` is where a link leads, with an access token; a checked
 * `returnUrl` is where its page leads in the end.
 */
export type FirstFactorChoice = {
  signInId: string;
  strategy: StrategyName;
  contactId: string | null;
  redirectUrl?: string | undefined;
  landsOn?: string | undefined;
  returnUrl?: string | undefined;
};

/**
 * Sends a code or link for an attempt that waits for its first factor. What was sent before stops working; the count of
 * tries stays, whatever the method.
 *
 * @returns nothing more; or `resource_not_found`, `client_state_invalid`, `strategy_for_user_invalid`,
 *   `verification_failed` where the tries are used up, `too_many_requests`, `delivery_unavailable`
 */
export function prepareFirstFactor(choice: FirstFactorChoice, caller: Caller): Promise<Result> {
  return withFloor(() => sendFirstFactor(choice, caller));
}

/** Does what `prepareFirstFactor` does, as a part of something that has a floor itself. */
export async function sendFirstFactor(choice: FirstFactorChoice, caller: Caller): Promise<Result> {
  const db = await database();
  const attempt = await findAttempt(db, choice.signInId, caller);
  const refused = refuseMessage(attempt);
  if (refused || attempt === null) return refused ?? failure("resource_not_found");
  const { purpose, method } = firstFactorStrategies[choice.strategy];
  const channel = CHANNEL[method];
  if (!deliveryAvailable(channel)) return failure("delivery_unavailable");
  const factor = await findFactor(db, attempt, choice);
  if (factor === null) return failure("strategy_for_user_invalid");
  const proof = { ...proofOf(purpose, factor), landsOn: choice.landsOn, returnUrl: choice.returnUrl };
  const room = await withinLimits(db, caller.facts, messageLimits(caller.facts, channel, proof.destination));
  if (!room.allowed) return tooManyRequests(room.retryAfterSeconds);

  const result = await inTransaction<Result>(async (tx) => {
    const held = await findAttempt(tx, choice.signInId, caller, { lock: true });
    const changed = refuseMessage(held);
    if (changed || held === null) return changed ?? failure("resource_not_found");
    await sendProof(tx, held.verification.id, known(proof, held), caller.facts);
    const { redirectUrl } = choice;
    if (redirectUrl) await tx.signIn.update({ where: { id: held.id }, data: { redirectUrl } });
    return { ok: true };
  });
  if (result.ok) wakeOutbox();
  return result;
}

function refuseMessage(attempt: SignInAttempt | null) {
  if (attempt === null) return failure("resource_not_found");
  if (attempt.verification.attempts >= config().codes.maxAttempts) {
    return failure("verification_failed", { paramName: "code" });
  }
  return needsFirstFactor(attempt) ? null : failure("client_state_invalid");
}

async function findFactor(
  db: Db,
  { identifier, userId }: SignInAttempt,
  { strategy, contactId }: FirstFactorChoice,
): Promise<FirstFactor | null> {
  const { method } = firstFactorStrategies[strategy];
  const factors = await supportedFirstFactors(db, identifier, userId);
  const chosen = factors.find(
    ({ contact, ...factor }) =>
      factor.method === method &&
      (contactId === null ? contact.value === identifier : contact.id === contactId),
  );
  return chosen ?? null;
}

function proofOf(purpose: Proof["purpose"], { method, contact }: FirstFactor): Proof {
  return {
    purpose,
    method,
    // A contact that was made up has no value; limits and codes are bound to its id instead.
    destination: contact.value || contact.id,
    emailAddressId: contact.kind === "email" ? contact.id : null,
    phoneNumberId: contact.kind === "phone" ? contact.id : null,
  };
}

/** For an unknown person nothing is stored that a message could go to. */
function known(proof: Proof, { userId }: SignInAttempt): Proof {
  return userId === null ? { ...proof, emailAddressId: null, phoneNumberId: null } : proof;
}

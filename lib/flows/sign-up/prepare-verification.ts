import { config } from "@/lib/config";
import { type Db, database } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { failure, type Result } from "@/lib/errors";
import { deliveryAvailable, wakeOutbox } from "@/lib/messages/outbox";
import { findAccount } from "../accounts";
import type { Caller } from "../caller";
import { withFloor } from "../floor";
import { messageLimits, tooManyRequests, withinLimits } from "../limits";
import { findVerification, isWaiting } from "../verification/row";
import { sendProof } from "../verification/send";
import { findSignUp, type SignUpAttempt } from "./attempt";

/** How an address can be proven in signing up. */
export type SignUpMethod = "email_code" | "email_link";

type SignUpProof = {
  signUpId: string;
  method: SignUpMethod;
  redirectUrl?: string | undefined;
  returnUrl?: string | undefined;
};

/**
 * Sends a code or link to the address of a sign-up. What was sent before stops working; the count of tries stays. A checked
 * `redirectUrl` takes the place of the one before; a checked `returnUrl` is where the page of a link leads in the end.
 *
 * @returns nothing more; or `resource_not_found`, `client_state_invalid`, `verification_failed` where the tries are used
 *   up, `too_many_requests`, `delivery_unavailable`
 */
export function prepareSignUpVerification(input: SignUpProof, caller: Caller): Promise<Result> {
  return withFloor(() => sendSignUpProof(input, caller));
}

/** Does what `prepareSignUpVerification` does, as a part of something that has a floor itself. */
export async function sendSignUpProof(input: SignUpProof, caller: Caller): Promise<Result> {
  if (!deliveryAvailable("email")) return failure("delivery_unavailable");
  const db = await database();
  const attempt = await findSignUp(db, input.signUpId, caller);
  const refused = refuse(attempt);
  if (refused || attempt === null) return refused ?? failure("resource_not_found");
  const { emailAddress, verification } = attempt;
  const room = await withinLimits(db, caller.facts, messageLimits(caller.facts, "email", emailAddress));
  if (!room.allowed) return tooManyRequests(room.retryAfterSeconds, "emailAddress");

  const sent = await inTransaction(async (tx) => {
    const held = await findVerification(tx, verification.id, caller, { lock: true });
    if (held === null || !isWaiting(held)) return false;
    await send(tx, verification.id, emailAddress, input, caller);
    const { signUpId: id, redirectUrl } = input;
    if (redirectUrl) await tx.signUp.update({ where: { id }, data: { redirectUrl } });
    return true;
  });
  if (!sent) return failure("client_state_invalid");
  wakeOutbox();
  return { ok: true };
}

function refuse(attempt: SignUpAttempt | null) {
  if (attempt === null) return failure("resource_not_found");
  if (!isWaiting(attempt.verification)) return failure("client_state_invalid");
  if (attempt.verification.attempts >= config().codes.maxAttempts) {
    return failure("verification_failed", { paramName: "code" });
  }
  return null;
}

async function send(
  tx: Db,
  verificationId: string,
  emailAddress: string,
  { method, returnUrl }: SignUpProof,
  caller: Caller,
): Promise<void> {
  const owner = await findAccount(tx, { kind: "email", value: emailAddress });
  const proof = { purpose: "sign_up", method, destination: emailAddress, returnUrl } as const;
  const target = { emailAddressId: null, phoneNumberId: null };
  await sendProof(
    tx,
    verificationId,
    { ...proof, ...target },
    caller.facts,
    owner === null ? undefined : "sign-up-existing",
  );
}

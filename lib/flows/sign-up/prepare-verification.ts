import { config } from "@/lib/config";
import { type Db, database } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { failure, type Result } from "@/lib/errors";
import { deliveryAvailable, notifyOutboxWorker } from "@/lib/notifications/outbox";
import { findAccount } from "../accounts";
import type { Caller } from "../caller";
import { checkRateLimits } from "../limits/check";
import { messageRequestLimits } from "../limits/messages";
import { withMinimumDuration } from "../response-time";
import { sendVerification } from "../verification/send";
import { findVerification, isPending } from "../verification/verification";
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
  return withMinimumDuration(() => prepare(input, caller));
}

/** There is no user yet, so no client is known. */
export const signUpMessageLimits = (emailAddress: string, caller: Caller) =>
  messageRequestLimits(caller, emailAddress, { isKnownClient: false });

async function prepare(input: SignUpProof, caller: Caller): Promise<Result> {
  if (!deliveryAvailable("email")) return failure("delivery_unavailable");
  const db = await database();
  const attempt = await findSignUp(db, input.signUpId, caller);
  const refused = refuse(attempt);
  if (refused || attempt === null) return refused ?? failure("resource_not_found");
  const { emailAddress, verification } = attempt;
  const within = await checkRateLimits(
    db,
    caller.metadata,
    signUpMessageLimits(emailAddress, caller),
    "emailAddress",
  );
  if (!within.ok) return within;

  const sent = await inTransaction(async (tx) => {
    const held = await findVerification(tx, verification.id, caller, { lock: true });
    if (held === null || !isPending(held)) return false;
    await sendSignUpVerification(tx, verification.id, emailAddress, input, caller);
    const { signUpId: id, redirectUrl } = input;
    if (redirectUrl) await tx.signUp.update({ where: { id }, data: { redirectUrl } });
    return true;
  });
  if (!sent) return failure("client_state_invalid");
  notifyOutboxWorker();
  return { ok: true };
}

function refuse(attempt: SignUpAttempt | null) {
  if (attempt === null) return failure("resource_not_found");
  if (!isPending(attempt.verification)) return failure("client_state_invalid");
  if (attempt.verification.attempts >= config().codes.maxAttempts) {
    return failure("verification_failed", { paramName: "code" });
  }
  return null;
}

/**
 * Sends a code or link to the address of a sign-up; where there is an account already, its owner gets a message that says so.
 *
 * @param tx the transaction that holds the verification's row
 */
export async function sendSignUpVerification(
  tx: Db,
  verificationId: string,
  emailAddress: string,
  { method, returnUrl }: Pick<SignUpProof, "method" | "returnUrl">,
  caller: Caller,
): Promise<void> {
  const owner = await findAccount(tx, { kind: "email", value: emailAddress });
  const proof = { purpose: "sign_up", method, destination: emailAddress, returnUrl } as const;
  const target = { emailAddressId: null, phoneNumberId: null };
  const instead = owner === null ? undefined : "sign-up-existing";
  await sendVerification(
    tx,
    verificationId,
    { ...proof, ...target },
    { isKnownClient: false, instead },
    caller,
  );
}

import { config } from "@/lib/config";
import { type Db, database } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { failure, type Result } from "@/lib/errors";
import { deliveryAvailable } from "@/lib/notifications/outbox";
import { findAccount } from "../accounts";
import type { Caller } from "../caller";
import { checkRateLimits } from "../limits/check";
import { messageRequestLimits } from "../limits/messages";
import { withMinimumDuration } from "../response-time";
import { type Replacement, sendVerification } from "../verification/send";
import { findVerification, isPending } from "../verification/verification";
import { findSignUp, type SignUpAttempt } from "./attempt";
import { recordRejection } from "./explain-rejection";
import { findSignUpRejection } from "./restrictions";

/** The methods that verify an address during sign-up. */
export type SignUpMethod = "email_code" | "email_link";

type SignUpProof = {
  signUpId: string;
  method: SignUpMethod;
  redirectUrl?: string | undefined;
  returnUrl?: string | undefined;
};

/**
 * Sends a code or link to the address of a sign-up. Supersedes previous codes and links. The attempt count is kept. A
 * validated `redirectUrl` replaces the previous one. The link page redirects to a validated `returnUrl` once the link
 * is confirmed or has ended.
 *
 * @returns no value; or `resource_not_found`, `client_state_invalid`, `verification_failed` if no attempts are left,
 *   `too_many_requests`, `delivery_unavailable`
 */
export function prepareSignUpVerification(input: SignUpProof, caller: Caller): Promise<Result> {
  return withMinimumDuration(() => prepare(input, caller));
}

/** Returns the limits of messages for a sign-up. No client is known, because there is no user yet. */
export const signUpMessageLimits = (emailAddress: string, caller: Caller) =>
  messageRequestLimits(caller, emailAddress, { isKnownClient: false });

async function prepare(input: SignUpProof, caller: Caller): Promise<Result> {
  if (!deliveryAvailable("email")) return failure("delivery_unavailable");
  const db = await database();
  const attempt = await findSignUp(db, input.signUpId, caller);
  const rejected = findRejection(attempt);
  if (rejected || attempt === null) return rejected ?? failure("resource_not_found");
  const { emailAddress, verification } = attempt;
  const within = await checkRateLimits(db, caller.metadata, signUpMessageLimits(emailAddress, caller), {
    paramName: "emailAddress",
  });
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
  return { ok: true };
}

function findRejection(attempt: SignUpAttempt | null) {
  if (attempt === null) return failure("resource_not_found");
  if (!isPending(attempt.verification)) return failure("client_state_invalid");
  if (attempt.verification.attempts >= config().codes.maxAttempts) {
    return failure("verification_failed", { paramName: "code" });
  }
  return null;
}

/**
 * Sends a code or link to the address of a sign-up. If an account with the address exists, or if the address may not
 * sign up, sends a message about it instead, so that only the owner of the address learns it.
 *
 * @param tx the transaction that has locked the verification's row
 */
export async function sendSignUpVerification(
  tx: Db,
  verificationId: string,
  emailAddress: string,
  { method, returnUrl }: Pick<SignUpProof, "method" | "returnUrl">,
  caller: Caller,
): Promise<void> {
  const instead = await findReplacement(tx, verificationId, emailAddress, caller);
  const proof = { purpose: "sign_up", method, destination: emailAddress, returnUrl } as const;
  const target = { emailAddressId: null, phoneNumberId: null };
  await sendVerification(
    tx,
    verificationId,
    { ...proof, ...target },
    { isKnownClient: false, instead },
    caller,
  );
}

async function findReplacement(
  tx: Db,
  verificationId: string,
  emailAddress: string,
  caller: Caller,
): Promise<Replacement | undefined> {
  const owner = await findAccount(tx, { kind: "email", value: emailAddress });
  const reason = await findSignUpRejection(tx, emailAddress);
  if (owner !== null) return { template: "sign-up-existing" };
  if (reason === null) return undefined;
  await recordRejection(tx, verificationId, reason, caller);
  return { template: "sign-up-rejected", reason };
}

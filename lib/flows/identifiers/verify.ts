import { config } from "@/lib/config";
import { type Db, database } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { failure, type Result } from "@/lib/errors";
import { deliveryAvailable } from "@/lib/notifications/outbox";
import { findAccount } from "../accounts";
import { getActiveSession } from "../active-session";
import type { Caller } from "../caller";
import { checkRateLimits } from "../limits/check";
import { sessionMessageLimits } from "../limits/messages";
import { attemptCode, claimGuess } from "../verification/attempt-code";
import { CHANNEL, sendVerification, type VerificationRequest } from "../verification/send";
import {
  createVerification,
  findVerification,
  isPending,
  type Verification,
} from "../verification/verification";
import { handleIdentifierVerified } from "./on-verified";

/**
 * An address or number of the caller to verify, and the method. `returnUrl` is a validated URL, to which the result
 * page of a link redirects.
 */
export type IdentifierChoice =
  | {
      kind: "email";
      identifierId: string;
      method: "email_code" | "email_link";
      returnUrl?: string | undefined;
    }
  | { kind: "phone"; identifierId: string; method: "phone_code" };

/**
 * Starts the verification of an address or number of the caller, and sends the code or link.
 *
 * @returns the verification's id; or `resource_not_found` for an identifier of another user, `client_state_invalid` for
 *   a verified one, `too_many_requests`, `delivery_unavailable`, `authentication_invalid`, `session_pending`
 */
export async function startIdentifierVerification(
  choice: IdentifierChoice,
  caller: Caller,
): Promise<Result<{ verificationId: string }>> {
  const ready = await readyToSend(choice, caller);
  if (!ready.ok) return ready;
  const { proof, userId, sessionId } = ready;
  const verificationId = await inTransaction(async (tx) => {
    const target = {
      ...(proof.emailAddressId && { emailAddressId: proof.emailAddressId }),
      ...(proof.phoneNumberId && { phoneNumberId: proof.phoneNumberId }),
    };
    const subject = { purpose: proof.purpose, userId, sessionId, ...target };
    const id = await createVerification(tx, subject, caller);
    await send(tx, id, proof, caller);
    return id;
  });
  return { ok: true, verificationId };
}

/** A started verification, and the method to use from now on. */
type IdentifierProof = {
  verificationId: string;
  method: IdentifierChoice["method"];
  returnUrl?: string | undefined;
};

/**
 * Sends the code or link of a verification again, or by another method. Supersedes the previous code or link. The
 * attempt count does not change.
 *
 * @returns nothing; or the errors of `startIdentifierVerification`
 */
export async function prepareIdentifierVerification(
  { verificationId, method, returnUrl }: IdentifierProof,
  caller: Caller,
): Promise<Result> {
  const db = await database();
  const verification = await findVerification(db, verificationId, caller);
  const choice = verification && choiceOf(verification, method);
  if (!choice) return failure("resource_not_found");
  const ready = await readyToSend(choice, caller);
  if (!ready.ok) return ready;
  const sent = await inTransaction(async (tx) => {
    const held = await findVerification(tx, verificationId, caller, { lock: true });
    if (held === null || !isPending(held) || held.userId !== ready.userId) return false;
    if (held.attempts >= config().codes.maxAttempts) return false;
    await tx.verification.update({ where: { id: verificationId }, data: { sessionId: ready.sessionId } });
    await send(tx, verificationId, { ...ready.proof, returnUrl }, caller);
    return true;
  });
  if (!sent) return failure("client_state_invalid");
  return { ok: true };
}

/**
 * Verifies the code of an address or number.
 *
 * @returns nothing; or the errors of `attemptCode`, `authentication_invalid`, `session_pending`
 */
export async function attemptIdentifierVerification(
  input: { verificationId: string; code: string },
  caller: Caller,
): Promise<Result> {
  const found = await getActiveSession(caller);
  if (!found.ok) return found;
  const verification = await findVerification(await database(), input.verificationId, caller);
  if (verification?.userId !== found.session.user.id) return failure("resource_not_found");
  const { purpose, destination } = verification;
  const attempted = await attemptCode(
    input,
    claimGuess(purpose, destination ?? "", found.session.user.id),
    caller,
    handleIdentifierVerified,
  );
  return attempted.ok ? { ok: true } : attempted;
}

function choiceOf(
  { emailAddressId, phoneNumberId }: Verification,
  method: IdentifierChoice["method"],
): IdentifierChoice | null {
  if (method === "phone_code") {
    return phoneNumberId === null ? null : { kind: "phone", identifierId: phoneNumberId, method };
  }
  return emailAddressId === null ? null : { kind: "email", identifierId: emailAddressId, method };
}

async function readyToSend(
  choice: IdentifierChoice,
  caller: Caller,
): Promise<Result<{ proof: VerificationRequest; userId: string; sessionId: string }>> {
  const found = await getActiveSession(caller);
  if (!found.ok) return found;
  const channel = CHANNEL[choice.method];
  if (!deliveryAvailable(channel)) return failure("delivery_unavailable");
  const db = await database();
  const userId = found.session.user.id;
  const own = await findOwn(db, userId, choice);
  if (own === null) return failure("resource_not_found");
  if (own.verifiedAt !== null) return failure("client_state_invalid");
  const limits = sessionMessageLimits(userId, own.value);
  const paramName = choice.kind === "email" ? "emailAddress" : "phoneNumber";
  const within = await checkRateLimits(db, caller.metadata, limits, { paramName });
  if (!within.ok) return within;
  return { ok: true, userId, sessionId: found.session.id, proof: verificationRequestFor(choice, own.value) };
}

async function findOwn(
  db: Db,
  userId: string,
  { kind, identifierId: id }: IdentifierChoice,
): Promise<{ value: string; verifiedAt: Date | null } | null> {
  if (kind === "email") {
    const row = await db.emailAddress.findFirst({ where: { id, userId } });
    return row && { value: row.address, verifiedAt: row.verifiedAt };
  }
  const row = await db.phoneNumber.findFirst({ where: { id, userId } });
  return row && { value: row.number, verifiedAt: row.verifiedAt };
}

function verificationRequestFor(choice: IdentifierChoice, destination: string): VerificationRequest {
  const { kind, identifierId, method } = choice;
  return {
    purpose: kind === "email" ? "email_address" : "phone_number",
    method,
    destination,
    returnUrl: kind === "email" ? choice.returnUrl : undefined,
    emailAddressId: kind === "email" ? identifierId : null,
    phoneNumberId: kind === "phone" ? identifierId : null,
  };
}

/**
 * Sends the code or link. If the address belongs to an account, its owner is notified instead. A phone number belongs
 * to the user who verified it last, so a number of another account gets a code.
 */
async function send(
  tx: Db,
  verificationId: string,
  proof: VerificationRequest,
  caller: Caller,
): Promise<void> {
  const owner =
    proof.purpose === "email_address"
      ? await findAccount(tx, { kind: "email", value: proof.destination })
      : null;
  const instead = owner === null ? undefined : ({ template: "sign-up-existing" } as const);
  await sendVerification(tx, verificationId, proof, { isKnownClient: false, instead }, caller);
}

import { config } from "@/lib/config";
import { type Db, database } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { failure, type Result } from "@/lib/errors";
import { deliveryAvailable } from "@/lib/notifications/outbox";
import type { Caller } from "../caller";
import { checkRateLimits } from "../limits/check";
import { messageRequestLimits } from "../limits/messages";
import { findAttempt, firstFactorPhoneOf } from "../sign-in/attempt";
import { sendVerification } from "../verification/send";
import { createVerification, findVerification, isPending } from "../verification/verification";
import { needsSecondFactor } from "./attempt";
import { type SecondFactorPhone, secondFactorsOf } from "./factors";

/**
 * Sends an SMS with a code for the second factor of an attempt. Supersedes the previous code. The attempt count does
 * not change.
 *
 * @param input the attempt and one of the user's numbers; `null` selects the first one that is a second factor of this
 *   attempt
 * @returns nothing; or `resource_not_found`, `client_state_invalid`, `strategy_for_user_invalid` for a number that is
 *   no second factor of this attempt, or if there is no such number, `verification_failed` if the attempts are
 *   exhausted, `too_many_requests`, `delivery_unavailable`
 */
export async function prepareSecondFactor(
  input: { signInId: string; phoneNumberId: string | null },
  caller: Caller,
): Promise<Result> {
  if (!deliveryAvailable("sms")) return failure("delivery_unavailable");
  const db = await database();
  const attempt = await findAttempt(db, input.signInId, caller);
  if (attempt === null) return failure("resource_not_found");
  if (!needsSecondFactor(attempt)) return failure("client_state_invalid");
  const factors = await secondFactorsOf(db, attempt.userId, firstFactorPhoneOf(attempt));
  const phone = factors.phones.find(({ id }) => id === (input.phoneNumberId ?? id));
  if (phone === undefined) return failure("strategy_for_user_invalid");
  const { userId } = attempt;
  const known = { isKnownClient: attempt.isKnownClient };
  const limits = messageRequestLimits(caller, `${attempt.id} ${phone.id}`, known);
  const within = await checkRateLimits(db, caller.metadata, limits);
  if (!within.ok) return within;
  const result = await inTransaction((tx) => send(tx, { ...input, ...known, userId, phone }, caller));
  return result;
}

type Sending = { signInId: string; userId: string; phone: SecondFactorPhone; isKnownClient: boolean };

async function send(
  tx: Db,
  { signInId, userId, phone, isKnownClient: isKnown }: Sending,
  caller: Caller,
): Promise<Result> {
  const held = await findAttempt(tx, signInId, caller, { lock: true });
  if (held === null || !needsSecondFactor(held)) return failure("client_state_invalid");
  const before = held.secondVerificationId;
  const open = before && (await findVerification(tx, before, caller, { lock: true }));
  if (open && open.attempts >= config().codes.maxAttempts) {
    return failure("verification_failed", { paramName: "code" });
  }
  const isOpen = open && isPending(open);
  const verificationId = isOpen ? open.id : await openFor(tx, signInId, userId, caller);
  await sendVerification(
    tx,
    verificationId,
    verificationRequestTo(phone),
    { isKnownClient: isKnown },
    caller,
  );
  await keepUntilCodeExpires(tx, held.verification.id);
  return { ok: true };
}

/** Extends the expiry of the attempt to that of its second-factor code. */
async function keepUntilCodeExpires(tx: Db, firstVerificationId: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Verification"
    SET "expiresAt" = greatest("expiresAt", now() + ${config().codes.ttlSeconds} * interval '1 second')
    WHERE id = ${firstVerificationId}::uuid`;
}

async function openFor(tx: Db, signInId: string, userId: string, caller: Caller): Promise<string> {
  const id = await createVerification(tx, { purpose: "second_factor", userId }, caller);
  await tx.signIn.update({ where: { id: signInId }, data: { secondVerificationId: id } });
  return id;
}

/** Creates the request to verify a number as a second factor. */
export function verificationRequestTo({ id, number }: SecondFactorPhone) {
  return {
    purpose: "second_factor",
    method: "phone_code",
    destination: number,
    emailAddressId: null,
    phoneNumberId: id,
  } as const;
}

import { type Db, database } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { failure, type Result } from "@/lib/errors";
import { maskIdentifier } from "@/lib/identifiers/identifier";
import { deliveryAvailable } from "@/lib/notifications/outbox";
import type { CurrentSession } from "@/lib/sessions/find";
import { type NewSession, rotateSession } from "@/lib/sessions/sessions";
import { getActiveSession, lockCurrentSession } from "../active-session";
import type { Caller } from "../caller";
import { isKnownClient } from "../known-clients";
import { checkRateLimits } from "../limits/check";
import { sessionMessageLimits } from "../limits/messages";
import { secondFactorsOf } from "../second-factor/factors";
import { verificationRequestTo } from "../second-factor/prepare";
import { attemptSecondFactorCode } from "../second-factor/verify";
import { supportedFirstFactors } from "../sign-in/factors";
import { attemptCode } from "../verification/attempt-code";
import type { VerificationHandler } from "../verification/handler";
import { type MessageProgress, messageProgress } from "../verification/progress";
import { sendVerification, type VerificationRequest } from "../verification/send";
import { createVerification, findVerification, isPending } from "../verification/verification";

/**
 * Sends a code for reauthentication in the caller's session: to the primary address or number of the account or, for a
 * user with a second factor, to the number that is a second factor.
 *
 * @returns the verification's ID; or `delivery_unavailable`, `too_many_requests`, `authentication_invalid`,
 *   `session_pending`
 */
export async function requestReauthenticationCode(
  caller: Caller,
): Promise<Result<{ verificationId: string }>> {
  const found = await getActiveSession(caller);
  if (!found.ok) return found;
  const { session } = found;
  const db = await database();
  const proof = session.hasSecondFactor ? await secondProof(db, session) : await firstProof(db, session);
  if (proof === null) return failure("delivery_unavailable");
  const { purpose, destination } = proof;
  const limits = sessionMessageLimits(session.user.id, destination);
  const within = await checkRateLimits(db, caller.metadata, limits);
  if (!within.ok) return within;
  // An app can send any client token with a session.
  const known = { isKnownClient: await isKnownClient(db, session.user.id, caller) };
  const verificationId = await inTransaction(async (tx) => {
    const subject = { purpose, userId: session.user.id, sessionId: session.id };
    const id = await createVerification(tx, subject, caller);
    await sendVerification(tx, id, proof, known, caller);
    return id;
  });
  return { ok: true, verificationId };
}

async function firstProof(db: Db, { user }: CurrentSession): Promise<VerificationRequest | null> {
  const identifier = user.emailAddress ?? (await primaryNumberOf(db, user.id));
  if (identifier === null) return null;
  const factors = await supportedFirstFactors(db, identifier, user.id);
  const factor = factors.find(({ method }) => method !== "email_link");
  if (factor === undefined) return null;
  const { method, contact } = factor;
  return {
    purpose: "fresh_proof",
    method,
    destination: contact.value,
    emailAddressId: contact.kind === "email" ? contact.id : null,
    phoneNumberId: contact.kind === "phone" ? contact.id : null,
  };
}

async function primaryNumberOf(db: Db, userId: string): Promise<string | null> {
  const row = await db.phoneNumber.findFirst({
    where: { userId, isPrimary: true, verifiedAt: { not: null } },
    select: { number: true },
  });
  return row?.number ?? null;
}

async function secondProof(db: Db, { user }: CurrentSession): Promise<VerificationRequest | null> {
  const [phone] = (await secondFactorsOf(db, user.id)).phones;
  return phone === undefined || !deliveryAvailable("sms") ? null : verificationRequestTo(phone);
}

/**
 * Reauthenticates the session that the code was requested in, and no other; with a second factor if the number is one.
 * Safe under concurrency: of two verifications only one finds the session under its token, so a token that was just
 * issued stays valid.
 */
const advanceFreshProof: VerificationHandler = async (tx, { purpose, sessionId, phoneNumberId }, caller) => {
  if (sessionId === null || !(await lockCurrentSession(tx, caller))) return null;
  const isSecond = purpose === "second_factor" && (await isSecondFactor(tx, phoneNumberId));
  const proven = isSecond ? "second_factor" : "first_factor";
  const session = await rotateSession(tx, { sessionId, proven });
  return session && { attemptId: null, outcome: { status: "complete", session }, redirectUrl: null };
};

async function isSecondFactor(tx: Db, phoneNumberId: string | null): Promise<boolean> {
  if (phoneNumberId === null) return false;
  return (await tx.phoneNumber.count({ where: { id: phoneNumberId, secondFactorAt: { not: null } } })) > 0;
}

/**
 * Attempts to verify a code for reauthentication, in the session that requested it.
 *
 * @returns the session with a new token; or the errors of `attemptCode`, `user_locked`, `authentication_invalid`,
 *   `session_pending`
 */
export async function attemptReauthenticationCode(
  input: { verificationId: string; code: string },
  caller: Caller,
): Promise<Result<{ session: NewSession }>> {
  const found = await getActiveSession(caller);
  if (!found.ok) return found;
  const { id: sessionId, user } = found.session;
  const db = await database();
  const verification = await findVerification(db, input.verificationId, caller);
  if (verification?.sessionId !== sessionId) return failure("resource_not_found");
  const isSecond = verification.purpose === "second_factor";
  const attempted = isSecond
    ? await attemptSecondFactorCode(user.id, input, caller, advanceFreshProof)
    : await attemptCode(
        input,
        { account: user.id, identifier: user.id, isKnownClient: true },
        caller,
        advanceFreshProof,
      );
  if (!attempted.ok) return attempted;
  const { outcome } = attempted.next;
  return outcome?.status === "complete"
    ? { ok: true, session: outcome.session }
    : failure("client_state_invalid");
}

const PURPOSES = ["fresh_proof", "second_factor"];

/**
 * Reads the state of a reauthentication by code, for its page.
 *
 * @returns `null` if none is pending
 */
export async function readReauthentication(
  verificationId: string,
  caller: Caller,
): Promise<{ masked: string; sent: MessageProgress } | null> {
  const db = await database();
  const verification = await findVerification(db, verificationId, caller);
  if (verification === null || !PURPOSES.includes(verification.purpose)) return null;
  if (verification.sessionId === null || !isPending(verification)) return null;
  const sent = await messageProgress(db, verification);
  return sent && { masked: maskIdentifier(verification.destination ?? ""), sent };
}

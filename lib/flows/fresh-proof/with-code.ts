import { database } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { failure, type Result } from "@/lib/errors";
import { maskIdentifier } from "@/lib/identifiers/identifier";
import { wakeOutbox } from "@/lib/messages/outbox";
import { activeSession } from "../active-session";
import type { Caller } from "../caller";
import { messageLimits, tooManyRequests, withinLimits } from "../limits";
import { supportedFirstFactors } from "../sign-in/factors";
import type { Advance } from "../verification/advanced";
import { attemptCode } from "../verification/attempt-code";
import { type MessageProgress, messageProgress } from "../verification/progress";
import { findVerification, isWaiting, openVerification } from "../verification/row";
import { CHANNEL, sendProof } from "../verification/send";

/**
 * Sends a code that proves afresh who uses this session, to the primary address or number of the account.
 *
 * @returns the verification's id; or `delivery_unavailable`, `too_many_requests`, `authentication_invalid`,
 *   `session_pending`
 */
export async function requestFreshProof(caller: Caller): Promise<Result<{ verificationId: string }>> {
  const found = await activeSession(caller);
  if (!found.ok) return found;
  const { id: sessionId, user } = found.session;
  const db = await database();
  const factors = await supportedFirstFactors(db, user.emailAddress ?? "", user.id);
  const factor = factors.find(({ method }) => method !== "email_link");
  if (factor === undefined) return failure("delivery_unavailable");
  const { method, contact } = factor;
  const room = await withinLimits(
    db,
    caller.facts,
    messageLimits(caller.facts, CHANNEL[method], contact.value),
  );
  if (!room.allowed) return tooManyRequests(room.retryAfterSeconds);
  const verificationId = await inTransaction(async (tx) => {
    const id = await openVerification(tx, { purpose: "fresh_proof", userId: user.id, sessionId }, caller);
    const target = {
      emailAddressId: contact.kind === "email" ? contact.id : null,
      phoneNumberId: contact.kind === "phone" ? contact.id : null,
    };
    const proof = { purpose: "fresh_proof" as const, method, destination: contact.value, ...target };
    await sendProof(tx, id, proof, caller.facts);
    return id;
  });
  wakeOutbox();
  return { ok: true, verificationId };
}

/** The proof counts for the session it was asked for in, and no other. */
const advanceFreshProof: Advance = async (tx, { sessionId }) => {
  const proven = await tx.$executeRaw`
    UPDATE "Session" SET "provenAt" = now() WHERE id = ${sessionId}::uuid AND "revokedAt" IS NULL`;
  return proven > 0 ? { attemptId: null, session: null, redirectUrl: null } : null;
};

/**
 * Tries the code of a fresh proof, in the session it was asked for in.
 *
 * @returns nothing more; or the errors of `attemptCode`, `authentication_invalid`, `session_pending`
 */
export async function attemptFreshProof(
  input: { verificationId: string; code: string },
  caller: Caller,
): Promise<Result> {
  const found = await activeSession(caller);
  if (!found.ok) return found;
  const verification = await findVerification(await database(), input.verificationId, caller);
  if (verification?.sessionId !== found.session.id) return failure("resource_not_found");
  const tried = await attemptCode(input, caller, advanceFreshProof);
  return tried.ok ? { ok: true } : tried;
}

/**
 * Where a fresh proof by code stands, for its page.
 *
 * @returns `null` if there is none that waits
 */
export async function readFreshProof(
  verificationId: string,
  caller: Caller,
): Promise<{ masked: string; sent: MessageProgress } | null> {
  const db = await database();
  const verification = await findVerification(db, verificationId, caller);
  if (verification?.purpose !== "fresh_proof" || !isWaiting(verification)) return null;
  const sent = await messageProgress(db, verification);
  return sent && { masked: maskIdentifier(verification.destination ?? ""), sent };
}

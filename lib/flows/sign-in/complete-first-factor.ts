import type { Db } from "@/lib/db/client";
import { hasSecondFactor } from "@/lib/sessions/second-factor";
import { createSession, type NewSession } from "@/lib/sessions/sessions";
import { cancelDeletion } from "../account/cancel-deletion";
import { type Caller, clientHash } from "../caller";
import { recordKnownClient } from "../known-clients";
import { isTrustedDevice } from "../second-factor/trusted-devices";
import { createVerification, markVerified, PROOF_TTL_SECONDS } from "../verification/verification";

/** How somebody comes in whose first factor is proven: with a session, or by a second factor first. */
export type SignInOutcome =
  | { status: "complete"; session: NewSession }
  | { status: "needs_second_factor"; signInId: string };

/** The attempt that leads in: one that is stored, or what one is to be stored with where none was needed so far. */
export type AttemptRef = { signInId: string } | { identifier: string; redirectUrl: string | null };

/**
 * Lets somebody in whose first factor is proven. Every path that ends in a session goes through here, so none can leave the
 * second factor out.
 *
 * @param tx the transaction in which the proof was spent
 */
export async function completeFirstFactor(
  tx: Db,
  { userId, attempt }: { userId: string; attempt: AttemptRef },
  caller: Caller,
): Promise<SignInOutcome> {
  if ((await hasSecondFactor(tx, userId)) && !(await isTrustedDevice(tx, userId, caller))) {
    const signInId =
      "signInId" in attempt
        ? await awaitSecondFactor(tx, attempt.signInId)
        : await store(tx, userId, attempt, caller);
    return { status: "needs_second_factor", signInId };
  }
  const signInId = "signInId" in attempt ? attempt.signInId : null;
  return { status: "complete", session: await createSignInSession(tx, { userId, signInId }, caller) };
}

/**
 * Creates the session in which an attempt ends. It cancels the deletion of the account, makes the client a known one and, by
 * being the newest session, voids password resets that were requested before it.
 *
 * @param of whose session, the attempt if there is one, and whether a second factor was proven
 */
export async function createSignInSession(
  tx: Db,
  of: { userId: string; signInId: string | null; withSecondFactor?: boolean },
  caller: Caller,
): Promise<NewSession> {
  const { userId, signInId, withSecondFactor = false } = of;
  await cancelDeletion(tx, userId, caller);
  await recordKnownClient(tx, userId, caller);
  const session = await createSession(
    tx,
    { userId, clientHash: clientHash(caller), replacesToken: caller.sessionToken, withSecondFactor },
    caller.metadata,
  );
  if (signInId !== null) {
    await tx.signIn.update({ where: { id: signInId }, data: { createdSessionId: session.id } });
  }
  return session;
}

/**
 * Moves an attempt on to its second factor. There is as much time for it as there was for what follows from the first.
 *
 * @returns the attempt's id
 */
export async function awaitSecondFactor(tx: Db, signInId: string): Promise<string> {
  const row = await tx.signIn.update({
    where: { id: signInId },
    data: { status: "needs_second_factor" },
    select: { verificationId: true },
  });
  await tx.$executeRaw`
    UPDATE "Verification" SET "expiresAt" = now() + ${PROOF_TTL_SECONDS} * interval '1 second'
    WHERE id = ${row.verificationId}::uuid`;
  return signInId;
}

async function store(
  tx: Db,
  userId: string,
  { identifier, redirectUrl }: { identifier: string; redirectUrl: string | null },
  caller: Caller,
): Promise<string> {
  const verificationId = await createVerification(tx, { purpose: "sign_in", userId }, caller);
  await markVerified(tx, verificationId, PROOF_TTL_SECONDS, caller);
  const { id } = await tx.signIn.create({
    data: {
      identifier,
      userId,
      verificationId,
      redirectUrl,
      status: "needs_second_factor",
      firstFactorVerifiedAt: new Date(),
    },
  });
  return id;
}

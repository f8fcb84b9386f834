import type { Db } from "@/lib/db/client";
import { hasSecondFactor } from "@/lib/sessions/second-factor";
import { createSession, type NewSession } from "@/lib/sessions/sessions";
import { cancelDeletion } from "../account/cancel-deletion";
import type { LockedUserRow } from "../accounts";
import { type Caller, clientHash } from "../caller";
import { recordKnownClient } from "../known-clients";
import { notifyOfNewDevice } from "../new-device/notice";
import { isTrustedDevice } from "../second-factor/trusted-devices";
import { createVerification, markVerified, PROOF_TTL_SECONDS } from "../verification/verification";

/** The result of a verified first factor: a session, or a required second factor. */
export type SignInOutcome =
  | { status: "complete"; session: NewSession }
  | { status: "needs_second_factor"; signInId: string };

/** The sign-in attempt of a first factor: a stored one, or the values to store one with if the flow had none so far. */
export type AttemptRef = { signInId: string } | { identifier: string; redirectUrl: string | null };

/**
 * Completes sign-in after the first factor. Every flow that creates a session must call this function, so the second
 * factor cannot be skipped.
 *
 * @param tx the transaction in which the proof of the first factor was consumed
 * @param of the user, the attempt, which is checked not to be void after the user's row was locked, and whether the
 *   user expects this session: after a sign-up or a reset, of which they are notified anyway, no notice of a new device
 *   is sent
 */
export async function completeFirstFactor(
  tx: Db,
  { user, attempt, isExpected = false }: { user: LockedUserRow; attempt: AttemptRef; isExpected?: boolean },
  caller: Caller,
): Promise<SignInOutcome> {
  const { userId } = user;
  if ((await hasSecondFactor(tx, userId)) && !(await isTrustedDevice(tx, userId, caller))) {
    const signInId =
      "signInId" in attempt
        ? await awaitSecondFactor(tx, attempt.signInId)
        : await store(tx, userId, attempt, caller);
    return { status: "needs_second_factor", signInId };
  }
  const signInId = "signInId" in attempt ? attempt.signInId : null;
  return {
    status: "complete",
    session: await createSignInSession(tx, { user, signInId, isExpected }, caller),
  };
}

/**
 * Creates the session that completes a sign-in attempt. It cancels a requested deletion of the account and records the
 * client as known. As the newest session, it voids password resets that were requested before it. The first session
 * from a client notifies the user, unless the user expects it.
 *
 * @param of the user, the attempt if there is one, whether a second factor was verified, and whether the user expects
 *   the session
 */
export async function createSignInSession(
  tx: Db,
  of: { user: LockedUserRow; signInId: string | null; withSecondFactor?: boolean; isExpected?: boolean },
  caller: Caller,
): Promise<NewSession> {
  const { signInId, withSecondFactor = false, isExpected = false } = of;
  const { userId } = of.user;
  await cancelDeletion(tx, userId, caller);
  const client = await recordKnownClient(tx, userId, caller);
  const session = await createSession(
    tx,
    { userId, clientHash: clientHash(caller), replacesToken: caller.sessionToken, withSecondFactor },
    caller.metadata,
  );
  if (signInId !== null) {
    await tx.signIn.update({ where: { id: signInId }, data: { createdSessionId: session.id } });
  }
  if (!isExpected) await notifyOfNewDevice(tx, { userId, sessionId: session.id, client }, caller);
  return session;
}

/**
 * Sets an attempt to pending its second factor. The time limit is the same as for any step after the first factor.
 *
 * @returns the attempt's ID
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

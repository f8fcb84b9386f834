import { recordEvent } from "@/lib/audit";
import type { Db } from "@/lib/db/client";
import { type LockedUserRow, lockUserRow } from "../accounts";
import { type Caller, clientHash } from "../caller";
import type { VerificationHandler } from "../verification/handler";
import type { Verification } from "../verification/verification";
import { IS_VOID } from "../verification/void";
import { completeFirstFactor, type SignInOutcome } from "./complete-first-factor";

type Moved = { id: string; redirectUrl: string | null };

/**
 * Advances the attempt of a successful verification. A password reset becomes pending a new password. A sign-in is
 * completed if the client that requested the verification also verified it. On another client the verification is only
 * recorded, and the client that requested it resumes the attempt.
 *
 * @param tx the transaction that consumes the code or link
 * @returns `null` if there is no account, the account is locked, or the attempt is past this step
 */
export const handleSignInVerified: VerificationHandler = async (tx, verification, caller) => {
  const user = await lockUserRow(tx, verification.userId);
  const moved = user && (await markFirstFactorVerified(tx, verification));
  if (!moved) return null;
  const isSameClient = verification.purpose === "sign_in" && verification.ownClient;
  const outcome = isSameClient ? await completeSignIn(tx, moved.id, user, caller) : null;
  return { attemptId: moved.id, outcome, redirectUrl: moved.redirectUrl };
};

async function markFirstFactorVerified(tx: Db, { id, purpose }: Verification): Promise<Moved | null> {
  const status = purpose === "reset_password" ? "needs_new_password" : "needs_first_factor";
  const [moved] = await tx.$queryRaw<Moved[]>`
    UPDATE "SignIn" s SET "firstFactorVerifiedAt" = now(), status = ${status}::"SignInStatus"
    FROM "User" u, "Verification" v
    WHERE s."verificationId" = ${id}::uuid AND s.status = 'needs_first_factor' AND s."firstFactorVerifiedAt" IS NULL
      AND v.id = s."verificationId" AND u.id = s."userId" AND u."lockedAt" IS NULL AND NOT ${IS_VOID}
    RETURNING s.id, s."redirectUrl"`;
  return moved ?? null;
}

/**
 * Completes an attempt whose first factor is verified. Safe under concurrency: only one caller succeeds.
 *
 * @returns `null` if the first factor is not verified, the attempt is complete already, or the account is locked
 */
export async function completeSignIn(
  tx: Db,
  signInId: string,
  user: LockedUserRow,
  caller: Caller,
): Promise<SignInOutcome | null> {
  const { userId } = user;
  const [claimed] = await tx.$queryRaw<{ method: string }[]>`
    UPDATE "SignIn" s SET status = 'complete'
    FROM "User" u, "Verification" v
    WHERE s.id = ${signInId}::uuid AND s."userId" = ${userId}::uuid
      AND s.status = 'needs_first_factor' AND s."firstFactorVerifiedAt" IS NOT NULL
      AND v.id = s."verificationId" AND v."expiresAt" > now() AND v."clientHash" = ${clientHash(caller)}
      AND u.id = s."userId" AND u."lockedAt" IS NULL AND NOT ${IS_VOID}
    RETURNING v.method::text AS method`;
  if (!claimed) return null;
  const { method } = claimed;
  const outcome = await completeFirstFactor(tx, { user, attempt: { signInId } }, caller);
  await recordEvent(tx, caller.metadata, {
    type: "sign_in.first_factor",
    outcome: "success",
    userId,
    sessionId: outcome.status === "complete" ? outcome.session.id : null,
    signInId,
    details: { strategy: method, status: outcome.status },
  });
  return outcome;
}

import type { Db } from "@/lib/db/client";
import { type LockedUserRow, lockUserRow } from "../accounts";
import { type Caller, clientHash } from "../caller";
import type { VerificationHandler } from "../verification/handler";
import type { Verification } from "../verification/verification";
import { IS_VOID } from "../verification/void";
import { completeFirstFactor, type EventOf, type SignInOutcome } from "./complete-first-factor";

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
  const { id: attemptId, redirectUrl, method } = moved;
  const outcome = moved.isComplete ? await complete(tx, { signInId: attemptId, method, user }, caller) : null;
  return { attemptId, outcome, redirectUrl };
};

type Moved = { id: string; redirectUrl: string | null; method: string; isComplete: boolean };

async function markFirstFactorVerified(tx: Db, verification: Verification): Promise<Moved | null> {
  const { id, purpose, ownClient } = verification;
  const status =
    purpose === "reset_password" ? "needs_new_password" : ownClient ? "complete" : "needs_first_factor";
  const [moved] = await tx.$queryRaw<Moved[]>`
    UPDATE "SignIn" s SET "firstFactorVerifiedAt" = now(), status = ${status}::"SignInStatus"
    FROM "User" u, "Verification" v
    WHERE s."verificationId" = ${id}::uuid AND s.status = 'needs_first_factor' AND s."firstFactorVerifiedAt" IS NULL
      AND v.id = s."verificationId" AND u.id = s."userId" AND u."lockedAt" IS NULL AND NOT ${IS_VOID}
    RETURNING s.id, s."redirectUrl", v.method::text AS method, s.status = 'complete' AS "isComplete"`;
  return moved ?? null;
}

/**
 * Completes an attempt whose first factor was verified on another client. Safe under concurrency: only one caller
 * succeeds.
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
  return claimed ? complete(tx, { signInId, method: claimed.method, user }, caller) : null;
}

function complete(
  tx: Db,
  { signInId, method, user }: { signInId: string; method: string; user: LockedUserRow },
  caller: Caller,
): Promise<SignInOutcome> {
  const event: EventOf = ({ status, ...of }) => ({
    ...of,
    type: "sign_in.first_factor",
    outcome: "success",
    signInId,
    details: { strategy: method, status },
  });
  return completeFirstFactor(tx, { user, attempt: { signInId }, event }, caller);
}

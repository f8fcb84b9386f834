import type { Db } from "@/lib/db/client";
import { type Caller, clientHash } from "../caller";
import { PROOF_TTL_SECONDS } from "../verification/verification";
import { IS_VOID } from "../verification/void";

/**
 * Marks the first factor of an attempt as verified by a password. Codes and links sent for it before no longer verify
 * anything. Safe under concurrency: only one caller succeeds.
 *
 * @param tx the transaction that creates the session
 * @param signInId a UUID
 * @returns false if the attempt belongs to another client or user, or is not pending its first factor
 */
export async function completeAttemptWithPassword(
  tx: Db,
  signInId: string,
  userId: string,
  caller: Caller,
): Promise<boolean> {
  const hash = clientHash(caller);
  const [claimed] = await tx.$queryRaw<{ verificationId: string }[]>`
    UPDATE "SignIn" s SET status = 'complete', "firstFactorVerifiedAt" = now()
    FROM "Verification" v, "User" u
    WHERE s.id = ${signInId}::uuid AND s."userId" = ${userId}::uuid AND s.status = 'needs_first_factor'
      AND u.id = s."userId" AND NOT ${IS_VOID}
      AND v.id = s."verificationId" AND v."clientHash" = ${hash} AND v."expiresAt" > now()
      AND v."verifiedAt" IS NULL AND v."failedAt" IS NULL AND v."cancelledAt" IS NULL
    RETURNING s."verificationId"`;
  if (claimed === undefined) return false;
  await tx.$executeRaw`
    UPDATE "Verification" SET "verifiedAt" = now(), "verifiedByClientHash" = ${hash}, purpose = 'sign_in', method = NULL,
      destination = NULL, "emailAddressId" = NULL, "phoneNumberId" = NULL, "matchNumber" = NULL,
      "expiresAt" = now() + ${PROOF_TTL_SECONDS} * interval '1 second'
    WHERE id = ${claimed.verificationId}::uuid`;
  return true;
}

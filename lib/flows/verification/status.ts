import { database } from "@/lib/db/client";
import type { Caller } from "../caller";
import { findVerification, type Verification } from "./verification";

/** Where a verification stands, for whoever waits for it. */
export type VerificationStatus = "unverified" | "verified" | "expired" | "failed" | "cancelled";

/** The status of a verification row. */
export function statusOf(verification: Verification): VerificationStatus {
  if (verification.verifiedAt !== null) return "verified";
  if (verification.failedAt !== null) return "failed";
  if (verification.cancelledAt !== null) return "cancelled";
  return verification.ended ? "expired" : "unverified";
}

/**
 * Where a verification of this client stands.
 *
 * @param verificationId a UUID
 * @returns `null` for another client's, or none at all
 */
export async function verificationStatus(
  verificationId: string,
  caller: Caller,
): Promise<VerificationStatus | null> {
  const verification = await findVerification(await database(), verificationId, caller);
  return verification && statusOf(verification);
}

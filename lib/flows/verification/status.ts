import { database } from "@/lib/db/client";
import type { Caller } from "../caller";
import { findVerification, type Verification } from "./verification";

/** The status of a verification, for a client that waits for it. */
export type VerificationStatus = "unverified" | "verified" | "expired" | "failed" | "cancelled";

/** Returns the status of a verification row. */
export function statusOf(verification: Verification): VerificationStatus {
  if (verification.verifiedAt !== null) return "verified";
  if (verification.failedAt !== null) return "failed";
  if (verification.cancelledAt !== null) return "cancelled";
  return verification.ended ? "expired" : "unverified";
}

/**
 * Returns the status of a verification of the calling client.
 *
 * @param verificationId a UUID
 * @returns `null` if it does not exist or belongs to another client
 */
export async function verificationStatus(
  verificationId: string,
  caller: Caller,
): Promise<VerificationStatus | null> {
  const verification = await findVerification(await database(), verificationId, caller);
  return verification && statusOf(verification);
}

import { type RequestMetadata, recordEvent } from "@/lib/audit";
import { database } from "@/lib/db/client";
import { failure } from "@/lib/errors";
import { checkRateLimits } from "./limits/check";
import { requestLimits } from "./limits/requests";

/**
 * Rejects a request without a valid key of the backend API. Wrong keys are rate-limited by network and logged. They
 * never delay a request with the correct key.
 *
 * @param isGuess false if the request contained no key
 * @returns `authentication_invalid`, or `too_many_requests`
 */
export async function rejectSecretKey({ isGuess }: { isGuess: boolean }, metadata: RequestMetadata) {
  const rejected = failure("authentication_invalid", {}, { key: "needs_secret_key" });
  if (!isGuess) return rejected;
  const db = await database();
  const within = await checkRateLimits(db, metadata, requestLimits.secretKeys(metadata));
  if (!within.ok) return within;
  await recordEvent(db, metadata, { type: "secret_key.refused", outcome: "failure" });
  return rejected;
}

import { type RequestMetadata, recordEvent } from "@/lib/audit";
import { database } from "@/lib/db/client";
import { failure } from "@/lib/errors";
import { checkRateLimits } from "./limits/check";
import { requestLimits } from "./limits/requests";

/**
 * Refuses whoever has not shown a key of the backend API. Wrong ones are counted by network and noted; the right one is
 * never held up by them.
 *
 * @param isGuess false where nothing was shown at all
 * @returns `authentication_invalid`, or `too_many_requests`
 */
export async function rejectSecretKey({ isGuess }: { isGuess: boolean }, metadata: RequestMetadata) {
  const refused = failure("authentication_invalid", {}, { key: "needs_secret_key" });
  if (!isGuess) return refused;
  const db = await database();
  const within = await checkRateLimits(db, metadata, requestLimits.secretKeys(metadata));
  if (!within.ok) return within;
  await recordEvent(db, metadata, { type: "secret_key.refused", outcome: "failure" });
  return refused;
}

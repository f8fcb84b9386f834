import { recordEvent } from "@/lib/audit";
import { database } from "@/lib/db/client";
import type { Result } from "@/lib/errors";
import { getRecentlyAuthenticatedSession } from "../active-session";
import type { Caller } from "../caller";
import { checkRateLimits } from "../limits/check";
import { requestLimits } from "../limits/requests";
import { type OwnData, readOwnData } from "./own-data";

/**
 * Exports all data stored about the caller. Records the export in the audit log.
 *
 * @returns the data; or `fresh_proof_required`, `too_many_requests`, `authentication_invalid`, `session_pending`
 */
export async function exportOwnData(caller: Caller): Promise<Result<{ data: OwnData }>> {
  const found = await getRecentlyAuthenticatedSession(caller);
  if (!found.ok) return found;
  const { id: sessionId, user } = found.session;
  const db = await database();
  const within = await checkRateLimits(db, caller.metadata, requestLimits.dataDownloads(user.id));
  if (!within.ok) return within;
  await recordEvent(db, caller.metadata, {
    type: "user.data_downloaded",
    outcome: "success",
    userId: user.id,
    sessionId,
  });
  return { ok: true, data: await readOwnData(db, user.id) };
}

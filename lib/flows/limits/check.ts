import { type RequestMetadata, recordEvent } from "@/lib/audit";
import type { Db } from "@/lib/db/client";
import { consumePoints, type Exhausted } from "@/lib/db/rate-limit";
import { failure, type Result } from "@/lib/errors";
import type { NamedLimit } from "./names";

/**
 * Consumes a point from each limit of a request, or from none if one of them is reached.
 *
 * @param options.paramName the field that the error belongs to
 * @param options.resetOwners as for `consumePoints`
 * @returns no value; or `too_many_requests` with the longest wait that applies
 */
export async function checkRateLimits(
  db: Db,
  metadata: RequestMetadata,
  limits: NamedLimit[],
  { paramName, resetOwners = [] }: { paramName?: string; resetOwners?: string[] } = {},
): Promise<Result> {
  const outcome = await consumePoints(
    db,
    limits.filter(({ windowSeconds }) => windowSeconds > 0),
    { resetOwners },
  );
  if (outcome.allowed) return { ok: true };
  await recordReached(db, metadata, outcome);
  return tooManyRequests(outcome.retryAfterSeconds, paramName);
}

/** Records one audit event when a limit is reached. Requests that are rejected after that record none. */
export async function recordReached(db: Db, metadata: RequestMetadata, outcome: Exhausted): Promise<void> {
  for (const { name } of outcome.reached) {
    await recordEvent(db, metadata, {
      type: "rate_limit.reached",
      outcome: "failure",
      details: { limit: name },
    });
  }
}

/** Returns the error that asks a client to wait. */
export function tooManyRequests(retryAfterSeconds: number, paramName?: string) {
  const meta = { retryAfterSeconds, ...(paramName && { paramName }) };
  return failure("too_many_requests", meta, {
    key: "wait",
    values: { wait: { seconds: retryAfterSeconds } },
  });
}

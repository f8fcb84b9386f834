import { type RequestMetadata, recordEvent } from "@/lib/audit";
import type { Db } from "@/lib/db/client";
import { consumePoints, type RateLimitOutcome } from "@/lib/db/rate-limit";
import { failure, type Result } from "@/lib/errors";
import type { NamedLimit } from "./names";

/**
 * Takes a point from every limit of what a client or network may request.
 *
 * @param paramName the field that the error belongs to
 * @returns nothing more; or `too_many_requests` with the longest wait that applies
 */
export async function checkRateLimits(
  db: Db,
  metadata: RequestMetadata,
  limits: NamedLimit[],
  paramName?: string,
): Promise<Result> {
  const outcome = await consumePoints(
    db,
    limits.filter(({ windowSeconds }) => windowSeconds > 0),
  );
  if (outcome.allowed) return { ok: true };
  await recordReached(db, metadata, outcome);
  return tooManyRequests(outcome.retryAfterSeconds, paramName);
}

/** Writes one audit event when a limit is reached, and none for the requests that are rejected after that. */
export async function recordReached(
  db: Db,
  metadata: RequestMetadata,
  outcome: Extract<RateLimitOutcome, { allowed: false }>,
): Promise<void> {
  for (const { name } of outcome.reached) {
    await recordEvent(db, metadata, {
      type: "rate_limit.reached",
      outcome: "failure",
      details: { limit: name },
    });
  }
}

/** The error that tells a client to wait. */
export function tooManyRequests(retryAfterSeconds: number, paramName?: string) {
  const meta = { retryAfterSeconds, ...(paramName && { paramName }) };
  return failure("too_many_requests", meta, {
    key: "wait",
    values: { wait: { seconds: retryAfterSeconds } },
  });
}

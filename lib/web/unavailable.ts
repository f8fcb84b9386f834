import { type LatchkeyError, latchkeyError } from "@/lib/errors";
import { HashingBusyError } from "@/lib/factors/password/hash";
import { log } from "@/lib/log";

/**
 * What somebody is told when a request could not be answered: nothing of why, but by which name it stands in the log.
 *
 * @param error what was thrown
 */
export function unavailable(error: unknown, requestId: string | null): LatchkeyError {
  const busy = error instanceof HashingBusyError;
  log[busy ? "warn" : "error"]({ event: "action.failed", requestId, err: error });
  return busy
    ? latchkeyError("too_many_requests", { retryAfterSeconds: 2 })
    : latchkeyError("service_unavailable", { requestId: requestId ?? "unknown" });
}

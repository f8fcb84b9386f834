import { type LatchkeyError, latchkeyError } from "@/lib/errors";
import { log } from "@/lib/log";
import { type BusyError, isBusyError } from "@/lib/work/fair-queue";

/**
 * What somebody is told when a request could not be answered: nothing of why, but by which name it stands in the log.
 *
 * @param error what was thrown
 */
export function unavailable(error: unknown, requestId: string | null): LatchkeyError {
  if (isBusyError(error)) return busy(error, requestId);
  log.error({ event: "action.failed", requestId, err: error });
  return latchkeyError("service_unavailable", { requestId: requestId ?? "unknown" });
}

/** A network that has too much work waiting requested it too often; otherwise the server has too much of it. */
function busy({ reason, retryAfterSeconds }: BusyError, requestId: string | null): LatchkeyError {
  log.warn({ event: "action.busy", requestId, reason });
  if (reason !== "network") {
    return latchkeyError("service_unavailable", { requestId: requestId ?? "unknown", retryAfterSeconds });
  }
  const words = { key: "wait", values: { wait: { seconds: retryAfterSeconds } } } as const;
  return latchkeyError("too_many_requests", { retryAfterSeconds }, words);
}

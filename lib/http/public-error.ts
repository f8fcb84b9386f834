import { type FlowError, flowError } from "@/lib/errors";
import { type BusyError, isBusyError } from "@/lib/jobs/fair-queue";
import { log } from "@/lib/log";

/**
 * What somebody is told when a request could not be answered: nothing of why, but by which name it stands in the log.
 *
 * @param error what was thrown
 */
export function toPublicError(error: unknown, requestId: string | null): FlowError {
  if (isBusyError(error)) return busy(error, requestId);
  log.error({ event: "action.failed", requestId, err: error });
  return flowError("service_unavailable", { requestId: requestId ?? "unknown" });
}

/** A network that has too much work waiting requested it too often; otherwise the server has too much of it. */
function busy({ reason, retryAfterSeconds }: BusyError, requestId: string | null): FlowError {
  log.warn({ event: "action.busy", requestId, reason });
  if (reason !== "network") {
    return flowError("service_unavailable", { requestId: requestId ?? "unknown", retryAfterSeconds });
  }
  const words = { key: "wait", values: { wait: { seconds: retryAfterSeconds } } } as const;
  return flowError("too_many_requests", { retryAfterSeconds }, words);
}

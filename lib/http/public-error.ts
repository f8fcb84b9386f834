import { type FlowError, flowError } from "@/lib/errors";
import { type BusyError, isBusyError } from "@/lib/jobs/fair-queue";
import { log } from "@/lib/log";

/**
 * Returns the public error for an unexpected exception. It hides the cause and includes the request ID for the log.
 *
 * @param error the thrown value
 */
export function toPublicError(error: unknown, requestId: string | null): FlowError {
  if (isBusyError(error)) return busy(error, requestId);
  log.error({ event: "action.failed", requestId, err: error });
  return flowError("service_unavailable", { requestId: requestId ?? "unknown" });
}

/**
 * Returns the error for an overloaded queue: a rate limit if the network of the request has too many jobs waiting,
 * otherwise an unavailable service.
 */
function busy({ reason, retryAfterSeconds }: BusyError, requestId: string | null): FlowError {
  log.warn({ event: "action.busy", requestId, reason });
  if (reason !== "network") {
    return flowError("service_unavailable", { requestId: requestId ?? "unknown", retryAfterSeconds });
  }
  const words = { key: "wait", values: { wait: { seconds: retryAfterSeconds } } } as const;
  return flowError("too_many_requests", { retryAfterSeconds }, words);
}

import { log } from "@/lib/log";

/**
 * How long a claim lasts without a heartbeat. After that the worker counts as crashed, and another worker claims the
 * work.
 */
export const LEASE_SECONDS = 10;

/** Short enough that two consecutive failures do not lose the lease. */
const HEARTBEAT_MS = 3_000;

/**
 * Runs work under a lease, and extends the lease while the work runs.
 *
 * @param extendLease sets the end of the lease to `LEASE_SECONDS` from now, unless another worker has the lease
 */
export async function withLease<T>(extendLease: () => Promise<unknown>, work: () => Promise<T>): Promise<T> {
  const heartbeat = setInterval(() => {
    extendLease().catch((error: unknown) => log.error({ event: "lease.not_extended", err: error }));
  }, HEARTBEAT_MS);
  try {
    return await work();
  } finally {
    clearInterval(heartbeat);
  }
}

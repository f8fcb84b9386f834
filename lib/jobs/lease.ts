import { log } from "@/lib/log";

/** How long work stays claimed without a sign of its worker. Then its process counts as crashed, and another worker takes it. */
export const LEASE_SECONDS = 10;

/** Often enough that two failures in a row do not lose the lease. */
const HEARTBEAT_MS = 3_000;

/**
 * Does work under a lease, and extends the lease as long as the work takes.
 *
 * @param extendLease sets the end of the lease to `LEASE_SECONDS` from now, unless another worker has it
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

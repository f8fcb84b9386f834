import { randomUUID } from "node:crypto";

/** Who requests work: where the request comes from, and whether its client has signed in to this account before. */
export type Requester = {
  /** What counts as one client: an IPv4 address, the /64 of an IPv6 address. */
  network: string;
  /** What one party may hold many networks of: the /24 of an IPv4 address, the /48 of an IPv6 address. */
  block: string;
  isKnownClient: boolean;
  /** No client waits for the answer, so the work waits as long as it takes. */
  hasNoDeadline?: true;
};

/** The requester of what no request asks for: a command, a seed, a test. No two of them share a limit. */
export function withoutRequest(): Requester {
  return { network: randomUUID(), block: "none", isKnownClient: true, hasNoDeadline: true };
}

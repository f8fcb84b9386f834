import { randomUUID } from "node:crypto";

/** The origin of a job: the network of the request, and whether its client has signed in to this account before. */
export type Requester = {
  /** The network of one client: an IPv4 address, or the /64 of an IPv6 address. */
  network: string;
  /** A range in which one party may own many networks: the /24 of an IPv4 address, or the /48 of an IPv6 address. */
  block: string;
  isKnownClient: boolean;
  /** Set if no client waits for the result, so the work has no deadline. */
  hasNoDeadline?: true;
};

/**
 * Returns the requester of work without a request, such as a command, a seed or a test. No two of them share a limit.
 */
export function withoutRequest(): Requester {
  const id = randomUUID();
  return { network: id, block: id, isKnownClient: true, hasNoDeadline: true };
}

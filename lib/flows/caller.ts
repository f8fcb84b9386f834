import type { RequestMetadata } from "@/lib/audit";
import { keyedHash } from "@/lib/crypto/hash";
import { blockOf, networkOf } from "@/lib/identifiers/ip-address";
import type { Requester } from "@/lib/jobs/requester";

/** The caller of a flow: a browser or app with its secrets, and the origin of its request. */
export type Caller = {
  /** The secret of the client. Only the client that started an attempt can continue it. */
  clientToken: string;
  /** Set if the request contained no client secret and this one was created for it. */
  isNewClient?: boolean;
  /** The token of the client's session, if it has one. */
  sessionToken: string | null;
  metadata: RequestMetadata;
};

/** Returns the hash by which a caller's client is stored. */
export function clientHash(caller: Caller) {
  return keyedHash("client", caller.clientToken);
}

/**
 * Returns the requester of costly work or of a message, for the scheduling of its queue.
 *
 * @param isKnownClient whether the client has signed in to the account in question before, or has just verified a
 *   factor of it
 */
export function requesterOf(
  { ipAddress }: Pick<RequestMetadata, "ipAddress">,
  isKnownClient: boolean,
): Requester {
  return { network: networkOf(ipAddress), block: blockOf(ipAddress), isKnownClient };
}

/** Returns the name of a caller's client in rate limits. */
export function clientName(caller: Caller): string {
  return Buffer.from(clientHash(caller)).toString("hex");
}

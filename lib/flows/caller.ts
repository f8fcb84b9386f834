import type { RequestMetadata } from "@/lib/audit";
import { keyedHash } from "@/lib/crypto/hash";
import { blockOf, networkOf } from "@/lib/identifiers/ip-address";
import type { Requester } from "@/lib/jobs/requester";

/** Who calls a flow: one browser or app, with the secrets it holds, and where its request came from. */
export type Caller = {
  /** The client's own secret. What it begins, only it can go on with. */
  clientToken: string;
  /** Set where the request carried no such secret, so that this one was made for it. */
  isNewClient?: boolean;
  /** The token of the session it is signed in with, if any. */
  sessionToken: string | null;
  metadata: RequestMetadata;
};

/** The hash under which a caller's client is kept. */
export function clientHash(caller: Caller) {
  return keyedHash("client", caller.clientToken);
}

/**
 * Who requests costly work, as its queue schedules it.
 *
 * @param isKnownClient whether the client has signed in to the account at hand before, or has just verified a factor of it
 */
export function requesterOf({ ipAddress }: RequestMetadata, isKnownClient: boolean): Requester {
  return { network: networkOf(ipAddress), block: blockOf(ipAddress), isKnownClient };
}

/** The name under which a caller's client is counted. */
export function clientName(caller: Caller): string {
  return Buffer.from(clientHash(caller)).toString("hex");
}

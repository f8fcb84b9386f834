import type { RequestFacts } from "@/lib/audit";
import { keyedHash } from "@/lib/secrets/hash";

/** Who calls a flow: one browser or app, with the secrets it holds, and where its request came from. */
export type Caller = {
  /** The client's own secret. What it begins, only it can go on with. */
  clientToken: string;
  /** The token of the session it is signed in with, if any. */
  sessionToken: string | null;
  facts: RequestFacts;
};

/** The hash under which a caller's client is kept. */
export function clientHash(caller: Caller) {
  return keyedHash("client", caller.clientToken);
}

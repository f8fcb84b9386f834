import { database } from "@/lib/db/client";
import type { Caller } from "../caller";
import { knownClientInsert } from "../known-clients";
import { makeCaller, type TestUser } from "./user";

let networks = 0;

/** Returns an address in a /24 network that no other client of the test file uses. */
export function newNetwork(): string {
  networks += 1;
  return `198.${18 + (networks >> 8)}.${networks & 255}.7`;
}

/** Creates a client that has signed in to no account. */
export function unknownClient(ipAddress = newNetwork()): Caller {
  const caller = makeCaller();
  return { ...caller, metadata: { ...caller.metadata, ipAddress } };
}

/** Creates a client that has signed in to an account before, or records that `caller` has. */
export async function knownClientOf({ id }: TestUser, caller = unknownClient()): Promise<Caller> {
  await (await database()).$executeRaw(knownClientInsert(id, caller));
  return caller;
}

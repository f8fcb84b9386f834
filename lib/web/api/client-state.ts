import type { Result } from "@/lib/errors";
import type { Caller } from "@/lib/flows/caller";
import { readClient } from "@/lib/flows/client";
import { sessionResource } from "../session-resource";
import type { Reply } from "./route";

/** Answers what the client that calls holds. */
export async function replyClient(caller: Caller): Promise<Result<Reply>> {
  const { session, ...begun } = await readClient(caller);
  return { ok: true, body: { session: session && sessionResource(session), ...begun } };
}

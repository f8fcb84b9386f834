import type { Result } from "@/lib/errors";
import type { Caller } from "@/lib/flows/caller";
import { readSession } from "@/lib/flows/session";
import type { NewSession } from "@/lib/session/rows";
import { sessionResource } from "../session-resource";
import type { Reply } from "./route";

/** Answers what the session of whoever calls is like. */
export async function replySession(caller: Caller): Promise<Result<Reply>> {
  const found = await readSession(caller);
  return found.ok ? { ok: true, body: sessionResource(found.session) } : found;
}

/**
 * Answers what a session is like that has just been made, or got a new token, and hands it over.
 *
 * @param further what else is answered
 */
export async function replyNewSession(
  session: NewSession,
  caller: Caller,
  further: object = {},
): Promise<Result<Reply>> {
  const reply = await replySession({ ...caller, sessionToken: session.token });
  return reply.ok ? { ok: true, body: { ...reply.body, ...further }, session } : reply;
}

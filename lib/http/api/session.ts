import { z } from "zod";
import type { Result } from "@/lib/errors";
import type { Caller } from "@/lib/flows/caller";
import { readSession } from "@/lib/flows/session";
import type { NewSession } from "@/lib/sessions/sessions";
import { type SessionResource, sessionResource } from "../session-resource";
import type { ApiResponse } from "./route";

/** A session that has ended. */
export const endedSchema = z.strictObject({ status: z.literal("ended") }).meta({ id: "EndedSession" });

/** Answers what the session of whoever calls is like. */
export async function sessionResponse(caller: Caller): Promise<Result<ApiResponse<SessionResource>>> {
  const found = await readSession(caller);
  return found.ok ? { ok: true, body: sessionResource(found.session) } : found;
}

/** Answers what a session is like that has just been made, or got a new token, and hands it over. */
export async function newSessionResponse(
  session: NewSession,
  caller: Caller,
): Promise<Result<ApiResponse<SessionResource>>> {
  const reply = await sessionResponse({ ...caller, sessionToken: session.token });
  return reply.ok ? { ...reply, session } : reply;
}

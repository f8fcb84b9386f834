import { z } from "zod";
import type { Result } from "@/lib/errors";
import type { Caller } from "@/lib/flows/caller";
import { readSession } from "@/lib/flows/session";
import type { NewSession } from "@/lib/sessions/sessions";
import { type SessionResource, sessionResource } from "../session-resource";
import type { ApiResponse } from "./route";

/** The response to signing out. */
export const endedSchema = z.strictObject({ status: z.literal("ended") }).meta({ id: "EndedSession" });

/** Returns the session of the caller. */
export async function sessionResponse(caller: Caller): Promise<Result<ApiResponse<SessionResource>>> {
  const found = await readSession(caller);
  return found.ok ? { ok: true, body: sessionResource(found.session) } : found;
}

/** Returns a session that was just created or got a new token, and passes it to the client. */
export async function newSessionResponse(
  session: NewSession,
  caller: Caller,
): Promise<Result<ApiResponse<SessionResource>>> {
  const reply = await sessionResponse({ ...caller, sessionToken: session.token });
  return reply.ok ? { ...reply, session } : reply;
}

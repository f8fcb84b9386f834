import { latchkeyError, statusOfError } from "@/lib/errors";
import { currentSession } from "@/lib/web/guard";
import { sessionResource } from "@/lib/web/session-resource";

const headers = { "Cache-Control": "no-store" };

/** The session of this browser, pending or active. */
export async function GET(): Promise<Response> {
  const session = await currentSession();
  if (session !== null) return Response.json(sessionResource(session), { headers });
  const error = latchkeyError("authentication_invalid");
  return Response.json({ errors: [error] }, { status: statusOfError(error.code), headers });
}

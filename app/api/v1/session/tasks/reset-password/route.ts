import { resolveResetPassword } from "@/lib/flows/session-tasks/reset-password";
import { CALLS } from "@/lib/web/api/calls";
import { apiRoute } from "@/lib/web/api/route";
import { replyNewSession } from "@/lib/web/api/session";

/** Resolves the task of a session whose person's password is compromised. */
export const POST = apiRoute(CALLS["POST /session/tasks/reset-password"], async (input, { caller }) => {
  const resolved = await resolveResetPassword(input, caller);
  return resolved.ok ? replyNewSession(resolved.session, caller) : resolved;
});

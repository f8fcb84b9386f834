import { resolveResetPassword } from "@/lib/flows/session-tasks/reset-password";
import { apiRoute } from "@/lib/web/api/route";
import { replyNewSession } from "@/lib/web/api/session";
import { resetPasswordSchema } from "@/lib/web/api/sign-in";

/** Resolves the task of a session whose person's password is compromised. */
export const POST = apiRoute(resetPasswordSchema, async (input, { caller }) => {
  const resolved = await resolveResetPassword(input, caller);
  return resolved.ok ? replyNewSession(resolved.session, caller) : resolved;
});

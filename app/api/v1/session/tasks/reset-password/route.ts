import { resolveResetPassword } from "@/lib/flows/session-tasks/reset-password";
import { API_ENDPOINTS } from "@/lib/http/api/api-endpoints";
import { apiRoute } from "@/lib/http/api/route";
import { newSessionResponse } from "@/lib/http/api/session";

/** Resolves the task of a session whose person's password is compromised. */
export const POST = apiRoute(
  API_ENDPOINTS["POST /session/tasks/reset-password"],
  async (input, { caller }) => {
    const resolved = await resolveResetPassword(input, caller);
    return resolved.ok ? newSessionResponse(resolved.session, caller) : resolved;
  },
);

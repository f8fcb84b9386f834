import { resolveResetPassword } from "@/lib/flows/session-tasks/reset-password";
import { API_ENDPOINTS } from "@/lib/http/api/api-endpoints";
import { apiRoute } from "@/lib/http/api/route";
import { newSessionResponse } from "@/lib/http/api/session";

/** Completes the task of a session whose user has a compromised password. */
export const POST = apiRoute(
  API_ENDPOINTS["POST /session/tasks/reset-password"],
  async (input, { caller }) => {
    const resolved = await resolveResetPassword(input, caller);
    return resolved.ok ? newSessionResponse(resolved.session, caller) : resolved;
  },
);

import { resolveChooseOrganization } from "@/lib/flows/session-tasks/choose-organization";
import { API_ENDPOINTS } from "@/lib/http/api/api-endpoints";
import { apiRoute } from "@/lib/http/api/route";
import { newSessionResponse } from "@/lib/http/api/session";
import { organizationChoice } from "@/lib/http/api/tasks";

/** Completes the task of a session that requires an organization. */
export const POST = apiRoute(
  API_ENDPOINTS["POST /session/tasks/choose-organization"],
  async (input, { caller }) => {
    const resolved = await resolveChooseOrganization(organizationChoice(input), caller);
    return resolved.ok ? newSessionResponse(resolved.session, caller) : resolved;
  },
);

import { resolveChooseOrganization } from "@/lib/flows/organizations/choose-organization";
import { apiRoute } from "@/lib/http/api/route";
import { newSessionResponse } from "@/lib/http/api/session";
import { ORGANIZATION_ENDPOINTS, organizationChoice } from "@/lib/http/organizations/endpoints";

/** Completes the task of a session that requires an organization. */
export const POST = apiRoute(
  ORGANIZATION_ENDPOINTS["POST /session/tasks/choose-organization"],
  async (input, { caller }) => {
    const resolved = await resolveChooseOrganization(organizationChoice(input), caller);
    return resolved.ok ? newSessionResponse(resolved.session, caller) : resolved;
  },
);

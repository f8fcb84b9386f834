import { apiRoute } from "@/lib/http/api/route";
import { ORGANIZATION_ENDPOINTS } from "@/lib/http/organizations/endpoints";
import { switchedResponse } from "@/lib/http/organizations/responses";

/** Makes another organization, or none, the active one of the session. */
export const POST = apiRoute(
  ORGANIZATION_ENDPOINTS["POST /organizations/switch"],
  ({ organizationId }, { caller }) => switchedResponse(organizationId, caller),
);

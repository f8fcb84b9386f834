import { apiRoute } from "@/lib/http/api/route";
import { ORGANIZATION_ENDPOINTS } from "@/lib/http/organizations/endpoints";
import { enteredResponse, organizationsResponse } from "@/lib/http/organizations/responses";

/** Lists the organizations of the caller. */
export const GET = apiRoute(ORGANIZATION_ENDPOINTS["GET /organizations"], (_input, { caller }) =>
  organizationsResponse(caller),
);

/** Creates an organization and makes it the active one. */
export const POST = apiRoute(ORGANIZATION_ENDPOINTS["POST /organizations"], ({ name }, { caller }) =>
  enteredResponse({ by: "creation", name }, caller),
);

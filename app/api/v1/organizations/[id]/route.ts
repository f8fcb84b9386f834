import { apiRoute } from "@/lib/http/api/route";
import { ORGANIZATION_ENDPOINTS } from "@/lib/http/organizations/endpoints";
import { deletedOrganizationResponse, organizationResponse } from "@/lib/http/organizations/responses";

/** Returns an organization of the caller, with its members. */
export const GET = apiRoute(ORGANIZATION_ENDPOINTS["GET /organizations/{id}"], (_input, { id, caller }) =>
  organizationResponse(id, caller),
);

/** Deletes an organization of which the caller is the only member. */
export const DELETE = apiRoute(
  ORGANIZATION_ENDPOINTS["DELETE /organizations/{id}"],
  (_input, { id, caller }) => deletedOrganizationResponse(id, caller),
);

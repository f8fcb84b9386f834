import { apiRoute } from "@/lib/http/api/route";
import { ORGANIZATION_ENDPOINTS } from "@/lib/http/organizations/endpoints";
import { membersResponse } from "@/lib/http/organizations/responses";

/** Lists the members of an organization of the caller. */
export const GET = apiRoute(
  ORGANIZATION_ENDPOINTS["GET /organizations/{id}/members"],
  (_input, { id, caller }) => membersResponse(id, caller),
);

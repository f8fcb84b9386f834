import { apiRoute } from "@/lib/http/api/route";
import { ORGANIZATION_ENDPOINTS } from "@/lib/http/organizations/endpoints";
import { receivedInvitationsResponse } from "@/lib/http/organizations/responses";

/** Lists the open invitations to the caller. */
export const GET = apiRoute(ORGANIZATION_ENDPOINTS["GET /organizations/invitations"], (_input, { caller }) =>
  receivedInvitationsResponse(caller),
);

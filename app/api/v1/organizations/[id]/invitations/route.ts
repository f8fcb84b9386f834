import { apiRoute } from "@/lib/http/api/route";
import { ORGANIZATION_ENDPOINTS } from "@/lib/http/organizations/endpoints";
import { invitedResponse, sentInvitationsResponse } from "@/lib/http/organizations/responses";

/** Lists the open invitations of an organization. */
export const GET = apiRoute(
  ORGANIZATION_ENDPOINTS["GET /organizations/{id}/invitations"],
  (_input, { id, caller }) => sentInvitationsResponse(id, caller),
);

/** Invites an email address to an organization. */
export const POST = apiRoute(
  ORGANIZATION_ENDPOINTS["POST /organizations/{id}/invitations"],
  ({ emailAddress, role }, { id: organizationId, caller }) =>
    invitedResponse({ organizationId, emailAddress, role }, caller),
);

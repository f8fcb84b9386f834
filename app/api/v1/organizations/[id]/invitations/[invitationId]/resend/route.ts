import { apiRoute } from "@/lib/http/api/route";
import { ORGANIZATION_ENDPOINTS } from "@/lib/http/organizations/endpoints";
import { resentInvitationResponse } from "@/lib/http/organizations/responses";

/** Sends an invitation again. */
export const POST = apiRoute(
  ORGANIZATION_ENDPOINTS["POST /organizations/{id}/invitations/{invitationId}/resend"],
  (_input, { id: organizationId, itemId: invitationId, caller }) =>
    resentInvitationResponse({ organizationId, invitationId }, caller),
);

import { apiRoute } from "@/lib/http/api/route";
import { ORGANIZATION_ENDPOINTS } from "@/lib/http/organizations/endpoints";
import { revokedInvitationResponse } from "@/lib/http/organizations/responses";

/** Revokes an invitation of an organization. */
export const DELETE = apiRoute(
  ORGANIZATION_ENDPOINTS["DELETE /organizations/{id}/invitations/{invitationId}"],
  (_input, { id: organizationId, itemId: invitationId, caller }) =>
    revokedInvitationResponse({ organizationId, invitationId }, caller),
);

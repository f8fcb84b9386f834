import { apiRoute } from "@/lib/http/api/route";
import { ORGANIZATION_ENDPOINTS } from "@/lib/http/organizations/endpoints";
import { enteredResponse } from "@/lib/http/organizations/responses";

/** Accepts an invitation to the caller. */
export const POST = apiRoute(
  ORGANIZATION_ENDPOINTS["POST /organizations/invitations/{id}/accept"],
  (_input, { id: invitationId, caller }) => enteredResponse({ by: "invitation", invitationId }, caller),
);

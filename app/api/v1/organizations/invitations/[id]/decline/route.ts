import { apiRoute } from "@/lib/http/api/route";
import { ORGANIZATION_ENDPOINTS } from "@/lib/http/organizations/endpoints";
import { declinedResponse } from "@/lib/http/organizations/responses";

/** Declines an invitation to the caller. */
export const POST = apiRoute(
  ORGANIZATION_ENDPOINTS["POST /organizations/invitations/{id}/decline"],
  (_input, { id, caller }) => declinedResponse(id, caller),
);

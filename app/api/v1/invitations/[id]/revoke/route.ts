import { BACKEND_ENDPOINTS } from "@/lib/http/api/backend/endpoints";
import { invitationRevokedResponse } from "@/lib/http/api/backend/invitations";
import { backendRoute } from "@/lib/http/api/backend/route";

/** Revokes an invitation. */
export const POST = backendRoute(
  BACKEND_ENDPOINTS["POST /invitations/{id}/revoke"],
  invitationRevokedResponse,
);

import { apiRoute } from "@/lib/http/api/route";
import { ORGANIZATION_ENDPOINTS } from "@/lib/http/organizations/endpoints";
import { leftResponse } from "@/lib/http/organizations/responses";

/** Removes the caller from an organization. */
export const POST = apiRoute(
  ORGANIZATION_ENDPOINTS["POST /organizations/{id}/leave"],
  (_input, { id, caller }) => leftResponse(id, caller),
);

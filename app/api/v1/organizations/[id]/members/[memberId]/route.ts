import { apiRoute } from "@/lib/http/api/route";
import { ORGANIZATION_ENDPOINTS } from "@/lib/http/organizations/endpoints";
import { changedMemberResponse, removedMemberResponse } from "@/lib/http/organizations/responses";

/** Changes the role of a member. */
export const PATCH = apiRoute(
  ORGANIZATION_ENDPOINTS["PATCH /organizations/{id}/members/{memberId}"],
  ({ role }, { id: organizationId, itemId: memberId, caller }) =>
    changedMemberResponse({ organizationId, memberId, role }, caller),
);

/** Removes a member from an organization. */
export const DELETE = apiRoute(
  ORGANIZATION_ENDPOINTS["DELETE /organizations/{id}/members/{memberId}"],
  (_input, { id: organizationId, itemId: memberId, caller }) =>
    removedMemberResponse({ organizationId, memberId }, caller),
);

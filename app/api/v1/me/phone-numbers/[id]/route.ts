import { API_ENDPOINTS } from "@/lib/http/api/api-endpoints";
import { identifierResponse, removedResponse } from "@/lib/http/api/identifiers";
import { apiRoute } from "@/lib/http/api/route";

/** Returns a phone number of the caller. */
export const GET = apiRoute(API_ENDPOINTS["GET /me/phone-numbers/{id}"], (_input, { id, caller }) =>
  identifierResponse({ kind: "phone", identifierId: id }, caller),
);

/** Removes a phone number from the account. */
export const DELETE = apiRoute(API_ENDPOINTS["DELETE /me/phone-numbers/{id}"], (_input, { id, caller }) =>
  removedResponse({ kind: "phone", identifierId: id }, caller),
);

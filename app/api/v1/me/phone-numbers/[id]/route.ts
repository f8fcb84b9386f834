import { API_ENDPOINTS } from "@/lib/http/api/api-endpoints";
import { identifierResponse, removedResponse } from "@/lib/http/api/identifiers";
import { apiRoute } from "@/lib/http/api/route";

/** A phone number of whoever calls. */
export const GET = apiRoute(API_ENDPOINTS["GET /me/phone-numbers/{id}"], (_input, { id, caller }) =>
  identifierResponse({ kind: "phone", identifierId: id }, caller),
);

/** Takes a phone number off the account. */
export const DELETE = apiRoute(API_ENDPOINTS["DELETE /me/phone-numbers/{id}"], (_input, { id, caller }) =>
  removedResponse({ kind: "phone", identifierId: id }, caller),
);

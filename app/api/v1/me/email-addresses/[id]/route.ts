import { API_ENDPOINTS } from "@/lib/http/api/api-endpoints";
import { identifierResponse, removedResponse } from "@/lib/http/api/identifiers";
import { apiRoute } from "@/lib/http/api/route";

/** Returns an email address of the caller. */
export const GET = apiRoute(API_ENDPOINTS["GET /me/email-addresses/{id}"], (_input, { id, caller }) =>
  identifierResponse({ kind: "email", identifierId: id }, caller),
);

/** Removes an email address from the account. */
export const DELETE = apiRoute(API_ENDPOINTS["DELETE /me/email-addresses/{id}"], (_input, { id, caller }) =>
  removedResponse({ kind: "email", identifierId: id }, caller),
);

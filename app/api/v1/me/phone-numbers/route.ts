import { API_ENDPOINTS } from "@/lib/http/api/api-endpoints";
import { addedResponse, identifiersResponse } from "@/lib/http/api/identifiers";
import { apiRoute } from "@/lib/http/api/route";

/** The phone numbers of whoever calls. */
export const GET = apiRoute(API_ENDPOINTS["GET /me/phone-numbers"], (_input, { caller }) =>
  identifiersResponse("phone", caller),
);

/** Adds a phone number and, with a strategy, sends what proves it. */
export const POST = apiRoute(
  API_ENDPOINTS["POST /me/phone-numbers"],
  ({ phoneNumber = "", phone: typed = phoneNumber, strategy: method }, { caller }) =>
    addedResponse({ kind: "phone", typed, ...(method && { method }) }, caller),
);

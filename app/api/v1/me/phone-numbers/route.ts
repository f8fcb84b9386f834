import { API_ENDPOINTS } from "@/lib/http/api/api-endpoints";
import { addedResponse, identifiersResponse } from "@/lib/http/api/identifiers";
import { apiRoute } from "@/lib/http/api/route";

/** Lists the phone numbers of the caller. */
export const GET = apiRoute(API_ENDPOINTS["GET /me/phone-numbers"], (_input, { caller }) =>
  identifiersResponse("phone", caller),
);

/** Adds a phone number and, with a strategy, sends its code. */
export const POST = apiRoute(
  API_ENDPOINTS["POST /me/phone-numbers"],
  ({ phoneNumber = "", phone: typed = phoneNumber, strategy: method }, { caller }) =>
    addedResponse({ kind: "phone", typed, ...(method && { method }) }, caller),
);

import { API_ENDPOINTS } from "@/lib/http/api/api-endpoints";
import { addedResponse, identifiersResponse } from "@/lib/http/api/identifiers";
import { apiRoute } from "@/lib/http/api/route";

/** Lists the email addresses of the caller. */
export const GET = apiRoute(API_ENDPOINTS["GET /me/email-addresses"], (_input, { caller }) =>
  identifiersResponse("email", caller),
);

/** Adds an email address and, with a strategy, sends its code or link. */
export const POST = apiRoute(API_ENDPOINTS["POST /me/email-addresses"], (input, { caller }) => {
  const { emailAddress = "", email: typed = emailAddress, strategy: method, redirectUrl: returnUrl } = input;
  return addedResponse({ kind: "email", typed, ...(method && { method, returnUrl }) }, caller);
});

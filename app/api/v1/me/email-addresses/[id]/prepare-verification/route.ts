import { API_ENDPOINTS } from "@/lib/http/api/api-endpoints";
import { preparedResponse } from "@/lib/http/api/identifiers";
import { apiRoute } from "@/lib/http/api/route";

/** Sends the code or link that verifies an email address. */
export const POST = apiRoute(
  API_ENDPOINTS["POST /me/email-addresses/{id}/prepare-verification"],
  (input, { id, caller }) => {
    const { strategy: method, redirectUrl: returnUrl } = input;
    return preparedResponse({ kind: "email", identifierId: id, method, returnUrl }, caller);
  },
);

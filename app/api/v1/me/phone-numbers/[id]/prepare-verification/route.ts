import { API_ENDPOINTS } from "@/lib/http/api/api-endpoints";
import { preparedResponse } from "@/lib/http/api/identifiers";
import { apiRoute } from "@/lib/http/api/route";

/** Sends the code that verifies a phone number. */
export const POST = apiRoute(
  API_ENDPOINTS["POST /me/phone-numbers/{id}/prepare-verification"],
  ({ strategy: method }, { id, caller }) =>
    preparedResponse({ kind: "phone", identifierId: id, method }, caller),
);

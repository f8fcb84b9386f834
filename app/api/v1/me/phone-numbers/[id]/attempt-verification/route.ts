import { API_ENDPOINTS } from "@/lib/http/api/api-endpoints";
import { attemptedResponse } from "@/lib/http/api/identifiers";
import { apiRoute } from "@/lib/http/api/route";

/** Verifies a phone number by its code. */
export const POST = apiRoute(
  API_ENDPOINTS["POST /me/phone-numbers/{id}/attempt-verification"],
  ({ code }, { id, caller }) => attemptedResponse({ kind: "phone", identifierId: id, code }, caller),
);

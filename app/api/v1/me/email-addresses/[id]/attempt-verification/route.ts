import { API_ENDPOINTS } from "@/lib/http/api/api-endpoints";
import { attemptedResponse } from "@/lib/http/api/identifiers";
import { apiRoute } from "@/lib/http/api/route";

/** Verifies an email address by its code. */
export const POST = apiRoute(
  API_ENDPOINTS["POST /me/email-addresses/{id}/attempt-verification"],
  ({ code }, { id, caller }) => attemptedResponse({ kind: "email", identifierId: id, code }, caller),
);

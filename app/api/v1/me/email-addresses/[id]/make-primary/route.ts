import { API_ENDPOINTS } from "@/lib/http/api/api-endpoints";
import { primaryResponse } from "@/lib/http/api/identifiers";
import { apiRoute } from "@/lib/http/api/route";

/** Makes an email address the primary one. */
export const POST = apiRoute(
  API_ENDPOINTS["POST /me/email-addresses/{id}/make-primary"],
  (_input, { id, caller }) => primaryResponse({ kind: "email", identifierId: id }, caller),
);

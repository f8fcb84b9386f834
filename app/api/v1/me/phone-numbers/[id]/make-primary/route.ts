import { API_ENDPOINTS } from "@/lib/http/api/api-endpoints";
import { primaryResponse } from "@/lib/http/api/identifiers";
import { apiRoute } from "@/lib/http/api/route";

/** Makes a phone number the primary one. */
export const POST = apiRoute(
  API_ENDPOINTS["POST /me/phone-numbers/{id}/make-primary"],
  (_input, { id, caller }) => primaryResponse({ kind: "phone", identifierId: id }, caller),
);

import { API_ENDPOINTS } from "@/lib/http/api/api-endpoints";
import { linkResponse } from "@/lib/http/api/email-link";
import { apiRoute } from "@/lib/http/api/route";

/** Confirms an email link. */
export const POST = apiRoute(API_ENDPOINTS["POST /email-links/attempt"], (input, { caller }) =>
  linkResponse(input, caller),
);

import { API_ENDPOINTS } from "@/lib/http/api/api-endpoints";
import { ownSessionsResponse } from "@/lib/http/api/me";
import { apiRoute } from "@/lib/http/api/route";

/** Lists the sessions of the caller. */
export const GET = apiRoute(API_ENDPOINTS["GET /me/sessions"], (_input, { caller }) =>
  ownSessionsResponse(caller),
);

import { API_ENDPOINTS } from "@/lib/http/api/api-endpoints";
import { ownSessionsResponse } from "@/lib/http/api/me";
import { apiRoute } from "@/lib/http/api/route";

/** All sessions of whoever calls. */
export const GET = apiRoute(API_ENDPOINTS["GET /me/sessions"], (_input, { caller }) =>
  ownSessionsResponse(caller),
);

import { API_ENDPOINTS } from "@/lib/http/api/api-endpoints";
import { apiRoute } from "@/lib/http/api/route";
import { sessionResponse } from "@/lib/http/api/session";

/** Returns the session of the caller, pending or active. */
export const GET = apiRoute(API_ENDPOINTS["GET /session"], (_input, { caller }) => sessionResponse(caller));

import { API_ENDPOINTS } from "@/lib/http/api/api-endpoints";
import { apiRoute } from "@/lib/http/api/route";
import { sessionResponse } from "@/lib/http/api/session";

/** Keeps the session of whoever calls from idling out: looking a session up notes that it is in use. */
export const POST = apiRoute(API_ENDPOINTS["POST /session/touch"], (_input, { caller }) =>
  sessionResponse(caller),
);

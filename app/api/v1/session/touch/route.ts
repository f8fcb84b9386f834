import { API_ENDPOINTS } from "@/lib/http/api/api-endpoints";
import { apiRoute } from "@/lib/http/api/route";
import { sessionResponse } from "@/lib/http/api/session";

/** Extends the idle timeout of the caller's session. Reading a session records its use. */
export const POST = apiRoute(API_ENDPOINTS["POST /session/touch"], (_input, { caller }) =>
  sessionResponse(caller),
);

import { withMinimumDuration } from "@/lib/flows/response-time";
import { API_ENDPOINTS } from "@/lib/http/api/api-endpoints";
import { clientResponse } from "@/lib/http/api/client-state";
import { apiRoute } from "@/lib/http/api/route";

/** What a client has begun, and its session. */
export const GET = apiRoute(API_ENDPOINTS["GET /client"], (_input, { caller }) =>
  withMinimumDuration(() => clientResponse(caller)),
);

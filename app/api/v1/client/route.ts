import { withMinimumDuration } from "@/lib/flows/response-time";
import { API_ENDPOINTS } from "@/lib/http/api/api-endpoints";
import { clientResponse } from "@/lib/http/api/client-state";
import { apiRoute } from "@/lib/http/api/route";

/** Returns the session, the sign-in and the sign-up of the calling client. */
export const GET = apiRoute(API_ENDPOINTS["GET /client"], (_input, { caller }) =>
  withMinimumDuration(() => clientResponse(caller)),
);

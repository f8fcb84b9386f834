import { withMinimumDuration } from "@/lib/flows/response-time";
import { API_ENDPOINTS } from "@/lib/http/api/api-endpoints";
import { apiRoute } from "@/lib/http/api/route";
import { signInResponse } from "@/lib/http/api/sign-in";

/** Returns the state of a sign-in of this client. */
export const GET = apiRoute(API_ENDPOINTS["GET /sign-ins/{id}"], (_input, { id, caller }) =>
  withMinimumDuration(() => signInResponse(id, caller)),
);

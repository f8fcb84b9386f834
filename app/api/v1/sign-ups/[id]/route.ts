import { API_ENDPOINTS } from "@/lib/http/api/api-endpoints";
import { apiRoute } from "@/lib/http/api/route";
import { signUpResponse } from "@/lib/http/api/sign-up";

/** Returns the state of a sign-up of this client. */
export const GET = apiRoute(API_ENDPOINTS["GET /sign-ups/{id}"], (_input, { id, caller }) =>
  signUpResponse(id, caller),
);

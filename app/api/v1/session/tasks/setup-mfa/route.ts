import { API_ENDPOINTS } from "@/lib/http/api/api-endpoints";
import { apiRoute } from "@/lib/http/api/route";
import { factorSetupResponse } from "@/lib/http/api/tasks";

/** Sets up a second factor, for the session task or in an active session with recent authentication. */
export const POST = apiRoute(API_ENDPOINTS["POST /session/tasks/setup-mfa"], (input, { caller }) =>
  factorSetupResponse(input, caller),
);

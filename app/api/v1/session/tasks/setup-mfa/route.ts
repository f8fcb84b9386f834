import { API_ENDPOINTS } from "@/lib/http/api/api-endpoints";
import { apiRoute } from "@/lib/http/api/route";
import { factorSetupResponse } from "@/lib/http/api/tasks";

/** Sets a second factor up, for the task that waits for one or in an active session that was proven lately. */
export const POST = apiRoute(API_ENDPOINTS["POST /session/tasks/setup-mfa"], (input, { caller }) =>
  factorSetupResponse(input, caller),
);

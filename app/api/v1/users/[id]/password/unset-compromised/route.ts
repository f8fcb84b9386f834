import { unmarkPasswordCompromised } from "@/lib/flows/users/password-compromised";
import { BACKEND_ENDPOINTS } from "@/lib/http/api/backend/endpoints";
import { backendRoute } from "@/lib/http/api/backend/route";
import { changedResponse } from "@/lib/http/api/backend/users";

/** Clears the compromised flag of a password. */
export const POST = backendRoute(
  BACKEND_ENDPOINTS["POST /users/{id}/password/unset-compromised"],
  (_input, call) => changedResponse(unmarkPasswordCompromised, call),
);

import { expireUserPassword } from "@/lib/flows/users/password";
import { BACKEND_ENDPOINTS } from "@/lib/http/api/backend/endpoints";
import { backendRoute } from "@/lib/http/api/backend/route";
import { changedResponse } from "@/lib/http/api/backend/users";

/** Makes the password of a user expire. */
export const POST = backendRoute(BACKEND_ENDPOINTS["POST /users/{id}/password/expire"], (_input, call) =>
  changedResponse(expireUserPassword, call),
);

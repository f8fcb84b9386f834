import { setUserPassword } from "@/lib/flows/users/password";
import { BACKEND_ENDPOINTS } from "@/lib/http/api/backend/endpoints";
import { backendRoute } from "@/lib/http/api/backend/route";
import { changedResponse } from "@/lib/http/api/backend/users";

/** Sets the password of a user. */
export const PUT = backendRoute(BACKEND_ENDPOINTS["PUT /users/{id}/password"], (input, call) =>
  changedResponse((id, actor) => setUserPassword(id, input, actor), call),
);

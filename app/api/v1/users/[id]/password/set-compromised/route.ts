import { markPasswordCompromised } from "@/lib/flows/users/password-compromised";
import { BACKEND_ENDPOINTS } from "@/lib/http/api/backend/endpoints";
import { backendRoute } from "@/lib/http/api/backend/route";
import { changedResponse } from "@/lib/http/api/backend/users";

/** Marks the password of a user as compromised. */
export const POST = backendRoute(
  BACKEND_ENDPOINTS["POST /users/{id}/password/set-compromised"],
  (_input, call) => changedResponse((id, actor) => markPasswordCompromised(id, "reported", actor), call),
);

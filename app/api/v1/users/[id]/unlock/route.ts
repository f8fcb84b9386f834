import { unlockUser } from "@/lib/flows/users/lock";
import { BACKEND_ENDPOINTS } from "@/lib/http/api/backend/endpoints";
import { backendRoute } from "@/lib/http/api/backend/route";
import { changedResponse } from "@/lib/http/api/backend/users";

/** Unlocks a user. */
export const POST = backendRoute(BACKEND_ENDPOINTS["POST /users/{id}/unlock"], (_input, call) =>
  changedResponse(unlockUser, call),
);

import { lockUser } from "@/lib/flows/users/lock";
import { BACKEND_ENDPOINTS } from "@/lib/http/api/backend/endpoints";
import { backendRoute } from "@/lib/http/api/backend/route";
import { changedResponse } from "@/lib/http/api/backend/users";

/** Locks a user. */
export const POST = backendRoute(BACKEND_ENDPOINTS["POST /users/{id}/lock"], (_input, call) =>
  changedResponse(lockUser, call),
);

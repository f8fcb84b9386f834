import { BACKEND_ENDPOINTS } from "@/lib/http/api/backend/endpoints";
import { backendRoute } from "@/lib/http/api/backend/route";
import { sessionsRevokedResponse } from "@/lib/http/api/backend/users";

/** Revokes one session of a user, or all. */
export const POST = backendRoute(
  BACKEND_ENDPOINTS["POST /users/{id}/sessions/revoke"],
  sessionsRevokedResponse,
);

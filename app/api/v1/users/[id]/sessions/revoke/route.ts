import { BACKEND_CALLS } from "@/lib/web/api/backend/calls";
import { backendRoute } from "@/lib/web/api/backend/route";
import { replySessionsRevoked } from "@/lib/web/api/backend/users";

/** Ends the sessions of a user. */
export const POST = backendRoute(BACKEND_CALLS["POST /users/{id}/sessions/revoke"], replySessionsRevoked);

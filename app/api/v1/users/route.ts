import { BACKEND_CALLS } from "@/lib/web/api/backend/calls";
import { backendRoute } from "@/lib/web/api/backend/route";
import { replyCreated, replyUsers } from "@/lib/web/api/backend/users";

/** Users, a page at a time. */
export const GET = backendRoute(BACKEND_CALLS["GET /users"], replyUsers);

/** Makes a user. */
export const POST = backendRoute(BACKEND_CALLS["POST /users"], replyCreated);

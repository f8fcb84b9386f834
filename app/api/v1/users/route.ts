import { BACKEND_ENDPOINTS } from "@/lib/http/api/backend/endpoints";
import { backendRoute } from "@/lib/http/api/backend/route";
import { createdResponse, usersResponse } from "@/lib/http/api/backend/users";

/** Lists users, in pages. */
export const GET = backendRoute(BACKEND_ENDPOINTS["GET /users"], usersResponse);

/** Creates a user. */
export const POST = backendRoute(BACKEND_ENDPOINTS["POST /users"], createdResponse);

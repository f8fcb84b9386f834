import { BACKEND_ENDPOINTS } from "@/lib/http/api/backend/endpoints";
import { backendRoute } from "@/lib/http/api/backend/route";
import { createdResponse, usersResponse } from "@/lib/http/api/backend/users";

/** Users, a page at a time. */
export const GET = backendRoute(BACKEND_ENDPOINTS["GET /users"], usersResponse);

/** Makes a user. */
export const POST = backendRoute(BACKEND_ENDPOINTS["POST /users"], createdResponse);

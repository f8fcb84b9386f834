import { BACKEND_ENDPOINTS } from "@/lib/http/api/backend/endpoints";
import { invitationsResponse, invitedResponse } from "@/lib/http/api/backend/invitations";
import { backendRoute } from "@/lib/http/api/backend/route";

/** Lists invitations to sign up, in pages. */
export const GET = backendRoute(BACKEND_ENDPOINTS["GET /invitations"], invitationsResponse);

/** Invites an email address to sign up. */
export const POST = backendRoute(BACKEND_ENDPOINTS["POST /invitations"], invitedResponse);

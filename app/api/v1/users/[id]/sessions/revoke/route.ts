import { backendRoute } from "@/lib/web/api/backend/route";
import { replySessionsRevoked, revokeSessionsSchema } from "@/lib/web/api/backend/users";

/** Ends the sessions of a user. */
export const POST = backendRoute(revokeSessionsSchema, replySessionsRevoked);

import { backendRoute } from "@/lib/web/api/backend/route";
import { createUserSchema, listUsersSchema, replyCreated, replyUsers } from "@/lib/web/api/backend/users";

/** Users, a page at a time. */
export const GET = backendRoute(listUsersSchema, replyUsers);

/** Makes a user. */
export const POST = backendRoute(createUserSchema, replyCreated);

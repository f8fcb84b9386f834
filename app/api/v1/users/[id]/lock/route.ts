import { lockUser } from "@/lib/flows/users/lock";
import { BACKEND_CALLS } from "@/lib/web/api/backend/calls";
import { backendRoute } from "@/lib/web/api/backend/route";
import { replyChanged } from "@/lib/web/api/backend/users";

/** Locks a user out. */
export const POST = backendRoute(BACKEND_CALLS["POST /users/{id}/lock"], (_input, call) =>
  replyChanged(lockUser, call),
);

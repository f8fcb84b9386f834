import { unlockUser } from "@/lib/flows/users/lock";
import { BACKEND_CALLS } from "@/lib/web/api/backend/calls";
import { backendRoute } from "@/lib/web/api/backend/route";
import { replyChanged } from "@/lib/web/api/backend/users";

/** Lets a user in again. */
export const POST = backendRoute(BACKEND_CALLS["POST /users/{id}/unlock"], (_input, call) =>
  replyChanged(unlockUser, call),
);

import { markPasswordCompromised } from "@/lib/flows/users/password-compromised";
import { BACKEND_CALLS } from "@/lib/web/api/backend/calls";
import { backendRoute } from "@/lib/web/api/backend/route";
import { replyChanged } from "@/lib/web/api/backend/users";

/** Marks the password of a user compromised. */
export const POST = backendRoute(BACKEND_CALLS["POST /users/{id}/password/set-compromised"], (_input, call) =>
  replyChanged((id, actor) => markPasswordCompromised(id, "reported", actor), call),
);

import { unmarkPasswordCompromised } from "@/lib/flows/users/password-compromised";
import { BACKEND_CALLS } from "@/lib/web/api/backend/calls";
import { backendRoute } from "@/lib/web/api/backend/route";
import { replyChanged } from "@/lib/web/api/backend/users";

/** Takes that mark back. */
export const POST = backendRoute(
  BACKEND_CALLS["POST /users/{id}/password/unset-compromised"],
  (_input, call) => replyChanged(unmarkPasswordCompromised, call),
);

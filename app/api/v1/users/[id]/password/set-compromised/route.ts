import { markPasswordCompromised } from "@/lib/flows/users/password-compromised";
import { backendRoute } from "@/lib/web/api/backend/route";
import { replyChanged } from "@/lib/web/api/backend/users";
import { noInput } from "@/lib/web/api/fields";

/** Marks the password of a user compromised. */
export const POST = backendRoute(noInput, (_input, call) =>
  replyChanged((id, actor) => markPasswordCompromised(id, "reported", actor), call),
);

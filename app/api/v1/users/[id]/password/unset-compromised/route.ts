import { unmarkPasswordCompromised } from "@/lib/flows/users/password-compromised";
import { backendRoute } from "@/lib/web/api/backend/route";
import { replyChanged } from "@/lib/web/api/backend/users";
import { noInput } from "@/lib/web/api/fields";

/** Takes that mark back. */
export const POST = backendRoute(noInput, (_input, call) => replyChanged(unmarkPasswordCompromised, call));

import { unlockUser } from "@/lib/flows/users/lock";
import { backendRoute } from "@/lib/web/api/backend/route";
import { replyChanged } from "@/lib/web/api/backend/users";
import { noInput } from "@/lib/web/api/fields";

/** Lets a user in again. */
export const POST = backendRoute(noInput, (_input, call) => replyChanged(unlockUser, call));

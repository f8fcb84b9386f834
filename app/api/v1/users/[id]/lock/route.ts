import { lockUser } from "@/lib/flows/users/lock";
import { backendRoute } from "@/lib/web/api/backend/route";
import { replyChanged } from "@/lib/web/api/backend/users";
import { noInput } from "@/lib/web/api/fields";

/** Locks a user out. */
export const POST = backendRoute(noInput, (_input, call) => replyChanged(lockUser, call));

import { noInput } from "@/lib/web/api/fields";
import { apiRoute } from "@/lib/web/api/route";
import { replySignUp } from "@/lib/web/api/sign-up";

/** Where a sign-up of this client stands. */
export const GET = apiRoute(noInput, (_input, { id, caller }) => replySignUp(id, caller));

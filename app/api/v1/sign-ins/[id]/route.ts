import { noInput } from "@/lib/web/api/fields";
import { apiRoute } from "@/lib/web/api/route";
import { replySignIn } from "@/lib/web/api/sign-in";

/** Where an attempt of this client stands. */
export const GET = apiRoute(noInput, (_input, { id, caller }) => replySignIn(id, caller));

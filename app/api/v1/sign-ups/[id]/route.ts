import { CALLS } from "@/lib/web/api/calls";
import { apiRoute } from "@/lib/web/api/route";
import { replySignUp } from "@/lib/web/api/sign-up";

/** Where a sign-up of this client stands. */
export const GET = apiRoute(CALLS["GET /sign-ups/{id}"], (_input, { id, caller }) => replySignUp(id, caller));

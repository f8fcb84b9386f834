import { withFloor } from "@/lib/flows/floor";
import { CALLS } from "@/lib/web/api/calls";
import { apiRoute } from "@/lib/web/api/route";
import { replySignIn } from "@/lib/web/api/sign-in";

/** Where an attempt of this client stands. */
export const GET = apiRoute(CALLS["GET /sign-ins/{id}"], (_input, { id, caller }) =>
  withFloor(() => replySignIn(id, caller)),
);

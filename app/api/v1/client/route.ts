import { withFloor } from "@/lib/flows/floor";
import { CALLS } from "@/lib/web/api/calls";
import { replyClient } from "@/lib/web/api/client-state";
import { apiRoute } from "@/lib/web/api/route";

/** What a client has begun, and its session. */
export const GET = apiRoute(CALLS["GET /client"], (_input, { caller }) =>
  withFloor(() => replyClient(caller)),
);

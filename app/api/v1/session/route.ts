import { CALLS } from "@/lib/web/api/calls";
import { apiRoute } from "@/lib/web/api/route";
import { replySession } from "@/lib/web/api/session";

/** The session of whoever calls, pending or active. */
export const GET = apiRoute(CALLS["GET /session"], (_input, { caller }) => replySession(caller));

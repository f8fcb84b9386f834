import { CALLS } from "@/lib/web/api/calls";
import { apiRoute } from "@/lib/web/api/route";
import { replySession } from "@/lib/web/api/session";

/** Keeps the session of whoever calls from idling out: looking a session up notes that it is in use. */
export const POST = apiRoute(CALLS["POST /session/touch"], (_input, { caller }) => replySession(caller));

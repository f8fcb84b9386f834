import { CALLS } from "@/lib/web/api/calls";
import { replyOwnSessions } from "@/lib/web/api/me";
import { apiRoute } from "@/lib/web/api/route";

/** All sessions of whoever calls. */
export const GET = apiRoute(CALLS["GET /me/sessions"], (_input, { caller }) => replyOwnSessions(caller));

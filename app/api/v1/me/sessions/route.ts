import { replyOwnSessions } from "@/lib/web/api/me";
import { apiRoute, noInput } from "@/lib/web/api/route";

/** All sessions of whoever calls. */
export const GET = apiRoute(noInput, (_input, { caller }) => replyOwnSessions(caller));

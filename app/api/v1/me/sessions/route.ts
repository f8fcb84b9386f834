import { noInput } from "@/lib/web/api/fields";
import { replyOwnSessions } from "@/lib/web/api/me";
import { apiRoute } from "@/lib/web/api/route";

/** All sessions of whoever calls. */
export const GET = apiRoute(noInput, (_input, { caller }) => replyOwnSessions(caller));

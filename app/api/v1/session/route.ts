import { noInput } from "@/lib/web/api/fields";
import { apiRoute } from "@/lib/web/api/route";
import { replySession } from "@/lib/web/api/session";

/** The session of whoever calls, pending or active. */
export const GET = apiRoute(noInput, (_input, { caller }) => replySession(caller));

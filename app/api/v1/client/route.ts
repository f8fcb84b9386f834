import { replyClient } from "@/lib/web/api/client-state";
import { noInput } from "@/lib/web/api/fields";
import { apiRoute } from "@/lib/web/api/route";

/** What a client has begun, and its session. */
export const GET = apiRoute(noInput, (_input, { caller }) => replyClient(caller));

import { endOwnSession } from "@/lib/flows/session";
import { noInput } from "@/lib/web/api/fields";
import { apiRoute } from "@/lib/web/api/route";

/** Ends the session of whoever calls, pending or active. */
export const POST = apiRoute(noInput, async (_input, { caller }) => {
  const ended = await endOwnSession(caller);
  return ended.ok ? { ok: true, body: { status: "ended" }, session: null } : ended;
});

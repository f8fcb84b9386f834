import { endOwnSession } from "@/lib/flows/session";
import { CALLS } from "@/lib/web/api/calls";
import { apiRoute } from "@/lib/web/api/route";

/** Ends the session of whoever calls, pending or active. */
export const POST = apiRoute(CALLS["POST /session/end"], async (_input, { caller }) => {
  const ended = await endOwnSession(caller);
  return ended.ok ? { ok: true, body: { status: "ended" as const }, session: null } : ended;
});

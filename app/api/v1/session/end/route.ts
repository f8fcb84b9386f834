import { endOwnSession } from "@/lib/flows/session";
import { API_ENDPOINTS } from "@/lib/http/api/api-endpoints";
import { apiRoute } from "@/lib/http/api/route";

/** Revokes the session of the caller, pending or active. */
export const POST = apiRoute(API_ENDPOINTS["POST /session/end"], async (_input, { caller }) => {
  const ended = await endOwnSession(caller);
  return ended.ok ? { ok: true, body: { status: "ended" as const }, session: null } : ended;
});

import { revokeOwnSession } from "@/lib/flows/account/sessions";
import { API_ENDPOINTS } from "@/lib/http/api/api-endpoints";
import { apiRoute } from "@/lib/http/api/route";

/** Revokes a session of the caller: the current one or another. */
export const DELETE = apiRoute(API_ENDPOINTS["DELETE /me/sessions/{id}"], async (_input, { id, caller }) => {
  const revoked = await revokeOwnSession(id, caller);
  if (!revoked.ok) return revoked;
  return { ok: true, body: { id, deleted: true as const }, ...(revoked.isCurrent && { session: null }) };
});

import { revokeOwnSession } from "@/lib/flows/account/sessions";
import { CALLS } from "@/lib/web/api/calls";
import { apiRoute } from "@/lib/web/api/route";

/** Ends a session of whoever calls: this one or another. */
export const DELETE = apiRoute(CALLS["DELETE /me/sessions/{id}"], async (_input, { id, caller }) => {
  const revoked = await revokeOwnSession(id, caller);
  if (!revoked.ok) return revoked;
  return { ok: true, body: { id, deleted: true as const }, ...(revoked.isCurrent && { session: null }) };
});

import { revokeOwnSession } from "@/lib/flows/account/sessions";
import { noInput } from "@/lib/web/api/fields";
import { apiRoute } from "@/lib/web/api/route";

/** Ends a session of whoever calls: this one or another. */
export const DELETE = apiRoute(noInput, async (_input, { id, caller }) => {
  const revoked = await revokeOwnSession(id, caller);
  if (!revoked.ok) return revoked;
  return { ok: true, body: { id, deleted: true }, ...(revoked.isCurrent && { session: null }) };
});

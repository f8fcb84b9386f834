import { changeOwnPassword } from "@/lib/flows/account/change-password";
import { CALLS } from "@/lib/web/api/calls";
import { apiRoute } from "@/lib/web/api/route";
import { replyNewSession } from "@/lib/web/api/session";

/** Changes the password of whoever calls. */
export const POST = apiRoute(CALLS["POST /me/password"], async (input, { caller }) => {
  const { currentPassword = null, ...change } = input;
  const changed = await changeOwnPassword({ ...change, currentPassword }, caller);
  return changed.ok ? replyNewSession(changed.session, caller) : changed;
});

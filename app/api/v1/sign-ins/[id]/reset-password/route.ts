import { recoverPassword } from "@/lib/flows/sign-in/recover";
import { CALLS } from "@/lib/web/api/calls";
import { apiRoute } from "@/lib/web/api/route";
import { replySignIn } from "@/lib/web/api/sign-in";

/** Sets the new password of somebody who has proven the first factor of a reset. */
export const POST = apiRoute(CALLS["POST /sign-ins/{id}/reset-password"], async (input, { id, caller }) => {
  const reset = await recoverPassword({ ...input, signInId: id, code: null }, caller);
  return reset.ok ? replySignIn(id, caller, reset.entry) : reset;
});

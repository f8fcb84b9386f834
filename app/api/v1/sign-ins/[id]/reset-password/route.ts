import { recoverPassword } from "@/lib/flows/sign-in/recover";
import { apiRoute } from "@/lib/web/api/route";
import { replySignIn, resetPasswordSchema } from "@/lib/web/api/sign-in";

/** Sets the new password of somebody who has proven the first factor of a reset. */
export const POST = apiRoute(resetPasswordSchema, async (input, { id, caller }) => {
  const reset = await recoverPassword({ ...input, signInId: id, code: null }, caller);
  return reset.ok ? replySignIn(id, caller, reset.entry) : reset;
});

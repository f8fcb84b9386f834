import { resetByAccessToken } from "@/lib/flows/sign-in/access-token";
import { CALLS } from "@/lib/web/api/calls";
import { replyTokenReset } from "@/lib/web/api/password-reset";
import { apiRoute } from "@/lib/web/api/route";

/** Sets a new password by the access token of a link. */
export const POST = apiRoute(CALLS["POST /password-reset/token"], async (input, { caller }) => {
  const reset = await resetByAccessToken(input, caller);
  return reset.ok ? replyTokenReset(reset, caller) : reset;
});

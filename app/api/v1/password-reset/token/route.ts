import { resetByAccessToken } from "@/lib/flows/sign-in/access-token";
import { resetByTokenSchema } from "@/lib/web/api/password-reset";
import { apiRoute } from "@/lib/web/api/route";

/** Sets a new password by the access token of a link. */
export const POST = apiRoute(resetByTokenSchema, async (input, { caller }) => {
  const reset = await resetByAccessToken(input, caller);
  return reset.ok ? { ok: true, body: { status: "complete" } } : reset;
});

import { beginSignIn } from "@/lib/flows/sign-in/begin";
import { CALLS } from "@/lib/web/api/calls";
import { apiRoute } from "@/lib/web/api/route";
import { replySignIn } from "@/lib/web/api/sign-in";

/** Begins an attempt to sign in, or to recover an account. */
export const POST = apiRoute(CALLS["POST /sign-ins"], async (input, { caller }) => {
  const { identifier, password = null, strategy, redirectUrl = null } = input;
  const byMessage = strategy === undefined || strategy === "password" ? null : strategy;
  const returnUrl = input.redirectUrl;
  const begun = await beginSignIn(
    { identifier, password, strategy: byMessage, redirectUrl, returnUrl },
    caller,
  );
  return begun.ok ? replySignIn(begun.signInId, caller, begun.entry) : begun;
});

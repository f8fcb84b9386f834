import { beginSignIn } from "@/lib/flows/sign-in/create";
import { API_ENDPOINTS } from "@/lib/http/api/api-endpoints";
import { apiRoute } from "@/lib/http/api/route";
import { newSignInResponse } from "@/lib/http/api/sign-in";

/** Starts a sign-in or a password reset. */
export const POST = apiRoute(API_ENDPOINTS["POST /sign-ins"], async (input, { caller }) => {
  const { identifier, password = null, strategy, redirectUrl = null } = input;
  const byMessage = strategy === undefined || strategy === "password" ? null : strategy;
  const returnUrl = input.redirectUrl;
  const begun = await beginSignIn(
    { identifier, password, strategy: byMessage, redirectUrl, returnUrl },
    caller,
  );
  return begun.ok ? newSignInResponse(begun, identifier, caller) : begun;
});

import { createSignUp } from "@/lib/flows/sign-up/create";
import { API_ENDPOINTS } from "@/lib/http/api/api-endpoints";
import { apiRoute } from "@/lib/http/api/route";
import { signUpResponse } from "@/lib/http/api/sign-up";

/** Starts a sign-up and, with a strategy, sends the code or link that verifies its address. */
export const POST = apiRoute(API_ENDPOINTS["POST /sign-ups"], async (input, { caller }) => {
  const { emailAddress, phoneNumber = null, username = null, password = null } = input;
  const { strategy: method = null, redirectUrl } = input;
  const destinations = { redirectUrl: redirectUrl ?? null, returnUrl: redirectUrl };
  const created = await createSignUp(
    { emailAddress, phoneNumber, username, password, method, ...destinations },
    caller,
  );
  return created.ok ? signUpResponse(created.signUpId, caller) : created;
});

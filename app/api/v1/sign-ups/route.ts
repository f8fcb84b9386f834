import { createSignUp } from "@/lib/flows/sign-up/create";
import { CALLS } from "@/lib/web/api/calls";
import { apiRoute } from "@/lib/web/api/route";
import { replySignUp } from "@/lib/web/api/sign-up";

/** Begins a sign-up and, with a strategy, sends what proves its address. */
export const POST = apiRoute(CALLS["POST /sign-ups"], async (input, { caller }) => {
  const { emailAddress, phoneNumber = null, password = null, strategy: method = null, redirectUrl } = input;
  const destinations = { redirectUrl: redirectUrl ?? null, returnUrl: redirectUrl };
  const created = await createSignUp(
    { emailAddress, phoneNumber, password, method, ...destinations },
    caller,
  );
  return created.ok ? replySignUp(created.signUpId, caller) : created;
});

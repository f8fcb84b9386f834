import { attemptSignUpMethod } from "@/lib/flows/sign-up/attempt-method";
import { CALLS } from "@/lib/web/api/calls";
import { apiRoute } from "@/lib/web/api/route";
import { replySignUp } from "@/lib/web/api/sign-up";

/** Proves the address of a sign-up; the new user is signed in. */
export const POST = apiRoute(
  CALLS["POST /sign-ups/{id}/attempt-verification"],
  async (input, { id, caller }) => {
    const { strategy: method = null, code = null } = input;
    const tried = await attemptSignUpMethod({ signUpId: id, method, code }, caller);
    return tried.ok ? replySignUp(id, caller, tried.entry) : tried;
  },
);

import { prepareSignUpVerification } from "@/lib/flows/sign-up/prepare-verification";
import { CALLS } from "@/lib/web/api/calls";
import { apiRoute } from "@/lib/web/api/route";
import { replySignUp } from "@/lib/web/api/sign-up";

/** Sends a code or link that proves the address of a sign-up. */
export const POST = apiRoute(
  CALLS["POST /sign-ups/{id}/prepare-verification"],
  async (input, { id, caller }) => {
    const { strategy: method, redirectUrl } = input;
    const chosen = { signUpId: id, method, redirectUrl, returnUrl: redirectUrl };
    const prepared = await prepareSignUpVerification(chosen, caller);
    return prepared.ok ? replySignUp(id, caller) : prepared;
  },
);

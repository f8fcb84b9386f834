import { prepareSignUpVerification } from "@/lib/flows/sign-up/prepare-verification";
import { apiRoute } from "@/lib/web/api/route";
import { prepareSignUpSchema, replySignUp } from "@/lib/web/api/sign-up";

/** Sends a code or link that proves the address of a sign-up. */
export const POST = apiRoute(prepareSignUpSchema, async (input, { id, caller }) => {
  const { strategy: method, redirectUrl } = input;
  const prepared = await prepareSignUpVerification({ signUpId: id, method, redirectUrl }, caller);
  return prepared.ok ? replySignUp(id, caller) : prepared;
});

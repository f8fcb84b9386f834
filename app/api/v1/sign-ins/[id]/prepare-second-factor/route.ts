import { prepareSecondFactor } from "@/lib/flows/second-factor/prepare";
import { apiRoute } from "@/lib/web/api/route";
import { prepareSecondFactorSchema, replySignIn } from "@/lib/web/api/sign-in";

/** Sends a text message with a code of the second factor. */
export const POST = apiRoute(prepareSecondFactorSchema, async ({ phoneNumberId }, { id, caller }) => {
  const prepared = await prepareSecondFactor({ signInId: id, phoneNumberId }, caller);
  return prepared.ok ? replySignIn(id, caller) : prepared;
});

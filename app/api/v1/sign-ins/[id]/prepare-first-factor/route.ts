import { prepareFirstFactor } from "@/lib/flows/sign-in/prepare-first-factor";
import { apiRoute } from "@/lib/web/api/route";
import { prepareFirstFactorSchema, replySignIn } from "@/lib/web/api/sign-in";

/** Sends a code or link that proves the first factor. */
export const POST = apiRoute(prepareFirstFactorSchema, async (input, { id, caller }) => {
  const { strategy, redirectUrl, emailAddressId, phoneNumberId } = input;
  const contactId = emailAddressId ?? phoneNumberId ?? null;
  const chosen = { signInId: id, strategy, contactId, redirectUrl, returnUrl: redirectUrl };
  const prepared = await prepareFirstFactor(chosen, caller);
  return prepared.ok ? replySignIn(id, caller) : prepared;
});

import { prepareFirstFactor } from "@/lib/flows/sign-in/prepare-first-factor";
import { CALLS } from "@/lib/web/api/calls";
import { apiRoute } from "@/lib/web/api/route";
import { replySignIn } from "@/lib/web/api/sign-in";

/** Sends a code or link that proves the first factor. */
export const POST = apiRoute(
  CALLS["POST /sign-ins/{id}/prepare-first-factor"],
  async (input, { id, caller }) => {
    const { strategy, redirectUrl, emailAddressId, phoneNumberId } = input;
    const contactId = emailAddressId ?? phoneNumberId ?? null;
    const chosen = { signInId: id, strategy, contactId, redirectUrl, returnUrl: redirectUrl };
    const prepared = await prepareFirstFactor(chosen, caller);
    return prepared.ok ? replySignIn(id, caller) : prepared;
  },
);

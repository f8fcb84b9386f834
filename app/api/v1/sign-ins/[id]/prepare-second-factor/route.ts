import { prepareSecondFactor } from "@/lib/flows/second-factor/prepare";
import { CALLS } from "@/lib/web/api/calls";
import { apiRoute } from "@/lib/web/api/route";
import { replySignIn } from "@/lib/web/api/sign-in";

/** Sends a text message with a code of the second factor; for the others there is nothing to send. */
export const POST = apiRoute(
  CALLS["POST /sign-ins/{id}/prepare-second-factor"],
  async ({ strategy, phoneNumberId = null }, { id, caller }) => {
    if (strategy !== "phone_code") return replySignIn(id, caller);
    const prepared = await prepareSecondFactor({ signInId: id, phoneNumberId }, caller);
    return prepared.ok ? replySignIn(id, caller) : prepared;
  },
);

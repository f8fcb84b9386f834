import { attemptSecondFactor } from "@/lib/flows/second-factor/attempt";
import { CALLS } from "@/lib/web/api/calls";
import { apiRoute } from "@/lib/web/api/route";
import { replySignIn } from "@/lib/web/api/sign-in";

/** Tries the second factor of an attempt. */
export const POST = apiRoute(
  CALLS["POST /sign-ins/{id}/attempt-second-factor"],
  async (input, { id, caller }) => {
    const tried = await attemptSecondFactor({ ...input, signInId: id }, caller);
    if (!tried.ok) return tried;
    const { session } = tried;
    return replySignIn(id, caller, session && { status: "complete", session });
  },
);

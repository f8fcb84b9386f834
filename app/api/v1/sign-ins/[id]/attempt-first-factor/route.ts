import { attemptStrategy } from "@/lib/flows/sign-in/attempt-strategy";
import { CALLS } from "@/lib/web/api/calls";
import { apiRoute } from "@/lib/web/api/route";
import { replySignIn } from "@/lib/web/api/sign-in";

/** Tries the first factor of an attempt. */
export const POST = apiRoute(
  CALLS["POST /sign-ins/{id}/attempt-first-factor"],
  async (input, { id, caller }) => {
    const { code = null, password = null, strategy, signOutOfOtherSessions } = input;
    const tried = await attemptStrategy(
      { signInId: id, strategy, code, password, signOutOfOtherSessions },
      caller,
    );
    return tried.ok ? replySignIn(id, caller, tried.entry) : tried;
  },
);

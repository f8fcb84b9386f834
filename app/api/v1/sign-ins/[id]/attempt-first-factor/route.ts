import { attemptStrategy } from "@/lib/flows/sign-in/attempt-strategy";
import { API_ENDPOINTS } from "@/lib/http/api/api-endpoints";
import { apiRoute } from "@/lib/http/api/route";
import { signInResponse } from "@/lib/http/api/sign-in";

/** Attempts the first factor. */
export const POST = apiRoute(
  API_ENDPOINTS["POST /sign-ins/{id}/attempt-first-factor"],
  async (input, { id, caller }) => {
    const { code = null, password = null, strategy, signOutOfOtherSessions } = input;
    const attempted = await attemptStrategy(
      { signInId: id, strategy, code, password, signOutOfOtherSessions },
      caller,
    );
    return attempted.ok ? signInResponse(id, caller, attempted.outcome) : attempted;
  },
);

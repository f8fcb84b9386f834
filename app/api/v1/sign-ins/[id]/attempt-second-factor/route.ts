import { attemptSecondFactor } from "@/lib/flows/second-factor/attempt";
import { API_ENDPOINTS } from "@/lib/http/api/api-endpoints";
import { apiRoute } from "@/lib/http/api/route";
import { signInResponse } from "@/lib/http/api/sign-in";

/** Attempts the second factor. */
export const POST = apiRoute(
  API_ENDPOINTS["POST /sign-ins/{id}/attempt-second-factor"],
  async (input, { id, caller }) => {
    const attempted = await attemptSecondFactor({ ...input, signInId: id }, caller);
    if (!attempted.ok) return attempted;
    const { session } = attempted;
    return signInResponse(id, caller, session && { status: "complete", session });
  },
);

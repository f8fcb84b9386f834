import { attemptSignUpMethod } from "@/lib/flows/sign-up/attempt-method";
import { API_ENDPOINTS } from "@/lib/http/api/api-endpoints";
import { apiRoute } from "@/lib/http/api/route";
import { signUpResponse } from "@/lib/http/api/sign-up";

/** Verifies the address of a sign-up and signs the new user in. */
export const POST = apiRoute(
  API_ENDPOINTS["POST /sign-ups/{id}/attempt-verification"],
  async (input, { id, caller }) => {
    const { strategy: method = null, code = null } = input;
    const attempted = await attemptSignUpMethod({ signUpId: id, method, code }, caller);
    return attempted.ok ? signUpResponse(id, caller, attempted.outcome) : attempted;
  },
);

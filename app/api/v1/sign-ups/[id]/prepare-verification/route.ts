import { prepareSignUpVerification } from "@/lib/flows/sign-up/prepare-verification";
import { API_ENDPOINTS } from "@/lib/http/api/api-endpoints";
import { apiRoute } from "@/lib/http/api/route";
import { signUpResponse } from "@/lib/http/api/sign-up";

/** Sends the code or link that verifies the address of a sign-up. */
export const POST = apiRoute(
  API_ENDPOINTS["POST /sign-ups/{id}/prepare-verification"],
  async (input, { id, caller }) => {
    const { strategy: method, redirectUrl } = input;
    const chosen = { signUpId: id, method, redirectUrl, returnUrl: redirectUrl };
    const prepared = await prepareSignUpVerification(chosen, caller);
    return prepared.ok ? signUpResponse(id, caller) : prepared;
  },
);

import { resetPasswordWithCode } from "@/lib/flows/password-reset/with-code";
import { API_ENDPOINTS } from "@/lib/http/api/api-endpoints";
import { apiRoute } from "@/lib/http/api/route";
import { signInResponse } from "@/lib/http/api/sign-in";

/** Sets the new password after the first factor of a reset is verified. */
export const POST = apiRoute(
  API_ENDPOINTS["POST /sign-ins/{id}/reset-password"],
  async (input, { id, caller }) => {
    const reset = await resetPasswordWithCode({ ...input, signInId: id, code: null }, caller);
    return reset.ok ? signInResponse(id, caller, reset.outcome) : reset;
  },
);

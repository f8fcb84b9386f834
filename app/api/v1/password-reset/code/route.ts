import { config } from "@/lib/config";
import { remapErrorField } from "@/lib/errors";
import { resetPasswordByIdentifier } from "@/lib/flows/password-reset/by-identifier";
import { API_ENDPOINTS } from "@/lib/http/api/api-endpoints";
import { apiRoute } from "@/lib/http/api/route";
import { signInResponse } from "@/lib/http/api/sign-in";

/** Sets a new password by the code of an SMS that this client requested. */
export const POST = apiRoute(
  API_ENDPOINTS["POST /password-reset/code"],
  async ({ phone, code, newPassword }, { caller }) => {
    const { signOutOthers: signOutOfOtherSessions } = config().passwordReset;
    const recovery = { identifier: phone, code, password: newPassword, signOutOfOtherSessions };
    const reset = await resetPasswordByIdentifier(recovery, caller);
    if (!reset.ok) return remapErrorField(reset, "password", "newPassword");
    return signInResponse(reset.signInId, caller, reset.outcome);
  },
);

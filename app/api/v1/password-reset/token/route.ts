import { remapErrorField } from "@/lib/errors";
import { resetByAccessToken } from "@/lib/flows/password-reset/access-token";
import { API_ENDPOINTS } from "@/lib/http/api/api-endpoints";
import { tokenResetResponse } from "@/lib/http/api/password-reset";
import { apiRoute } from "@/lib/http/api/route";

/** Sets a new password by the access token of a link. */
export const POST = apiRoute(API_ENDPOINTS["POST /password-reset/token"], async (input, { caller }) => {
  const { accessToken, newPassword: password } = input;
  const reset = await resetByAccessToken({ accessToken, password }, caller);
  return reset.ok ? tokenResetResponse(reset, caller) : remapErrorField(reset, "password", "newPassword");
});

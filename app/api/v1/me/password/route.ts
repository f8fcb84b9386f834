import { remapErrorField } from "@/lib/errors";
import { changeOwnPassword } from "@/lib/flows/account/change-password";
import { API_ENDPOINTS } from "@/lib/http/api/api-endpoints";
import { apiRoute } from "@/lib/http/api/route";
import { newSessionResponse } from "@/lib/http/api/session";

/** Changes the password of the caller. */
export const POST = apiRoute(API_ENDPOINTS["POST /me/password"], async (input, { caller }) => {
  const { currentPassword = null, newPassword: password, signOutOfOtherSessions } = input;
  const changed = await changeOwnPassword({ currentPassword, password, signOutOfOtherSessions }, caller);
  return changed.ok
    ? newSessionResponse(changed.session, caller)
    : remapErrorField(changed, "password", "newPassword");
});

import { updateProfile } from "@/lib/flows/account/profile";
import { changeUsername } from "@/lib/flows/usernames/change";
import { API_ENDPOINTS } from "@/lib/http/api/api-endpoints";
import { meResponse } from "@/lib/http/api/me";
import { apiRoute } from "@/lib/http/api/route";

/** Returns the caller. */
export const GET = apiRoute(API_ENDPOINTS["GET /me"], (_input, { caller }) => meResponse(caller));

/** Changes the username of the caller, which requires a recent authentication, and the name. */
export const PATCH = apiRoute(API_ENDPOINTS["PATCH /me"], async ({ name, username }, { caller }) => {
  const named = username === undefined ? null : await changeUsername(username, caller);
  if (named?.ok === false) return named;
  const updated = name === undefined ? null : await updateProfile({ name }, caller);
  return updated?.ok === false ? updated : meResponse(caller);
});

import { updateProfile } from "@/lib/flows/account/profile";
import { API_ENDPOINTS } from "@/lib/http/api/api-endpoints";
import { meResponse } from "@/lib/http/api/me";
import { apiRoute } from "@/lib/http/api/route";

/** Returns the caller. */
export const GET = apiRoute(API_ENDPOINTS["GET /me"], (_input, { caller }) => meResponse(caller));

/** Changes the name of the caller. */
export const PATCH = apiRoute(API_ENDPOINTS["PATCH /me"], async (input, { caller }) => {
  const updated = await updateProfile(input, caller);
  return updated.ok ? meResponse(caller) : updated;
});

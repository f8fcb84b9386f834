import { updateProfile } from "@/lib/flows/account/profile";
import { CALLS } from "@/lib/web/api/calls";
import { replyMe } from "@/lib/web/api/me";
import { apiRoute } from "@/lib/web/api/route";

/** Who calls. */
export const GET = apiRoute(CALLS["GET /me"], (_input, { caller }) => replyMe(caller));

/** Changes the name of whoever calls. */
export const PATCH = apiRoute(CALLS["PATCH /me"], async (input, { caller }) => {
  const updated = await updateProfile(input, caller);
  return updated.ok ? replyMe(caller) : updated;
});

import { updateProfile } from "@/lib/flows/account/profile";
import { noInput } from "@/lib/web/api/fields";
import { replyMe, updateMeSchema } from "@/lib/web/api/me";
import { apiRoute } from "@/lib/web/api/route";

/** Who calls. */
export const GET = apiRoute(noInput, (_input, { caller }) => replyMe(caller));

/** Changes the name of whoever calls. */
export const PATCH = apiRoute(updateMeSchema, async (input, { caller }) => {
  const updated = await updateProfile(input, caller);
  return updated.ok ? replyMe(caller) : updated;
});

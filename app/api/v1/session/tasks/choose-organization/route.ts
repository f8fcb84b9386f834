import { resolveChooseOrganization } from "@/lib/flows/session-tasks/choose-organization";
import { CALLS } from "@/lib/web/api/calls";
import { apiRoute } from "@/lib/web/api/route";
import { replyNewSession } from "@/lib/web/api/session";
import { organizationChoice } from "@/lib/web/api/tasks";

/** Resolves the task of a session that has to work in an organization. */
export const POST = apiRoute(CALLS["POST /session/tasks/choose-organization"], async (input, { caller }) => {
  const resolved = await resolveChooseOrganization(organizationChoice(input), caller);
  return resolved.ok ? replyNewSession(resolved.session, caller) : resolved;
});

import { resolveChooseOrganization } from "@/lib/flows/session-tasks/choose-organization";
import { apiRoute } from "@/lib/web/api/route";
import { replyNewSession } from "@/lib/web/api/session";
import { chooseOrganizationSchema, organizationChoice } from "@/lib/web/api/tasks";

/** Resolves the task of a session that has to work in an organization. */
export const POST = apiRoute(chooseOrganizationSchema, async (input, { caller }) => {
  const resolved = await resolveChooseOrganization(organizationChoice(input), caller);
  return resolved.ok ? replyNewSession(resolved.session, caller) : resolved;
});

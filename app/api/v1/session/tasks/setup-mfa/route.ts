import { CALLS } from "@/lib/web/api/calls";
import { apiRoute } from "@/lib/web/api/route";
import { replyFactorSetup } from "@/lib/web/api/tasks";

/** Sets a second factor up, for the task that waits for one or in an active session that was proven lately. */
export const POST = apiRoute(CALLS["POST /session/tasks/setup-mfa"], (input, { caller }) =>
  replyFactorSetup(input, caller),
);

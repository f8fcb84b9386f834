import { apiRoute } from "@/lib/web/api/route";
import { replyFactorSetup, setupFactorSchema } from "@/lib/web/api/tasks";

/** Sets a second factor up, for the task that waits for one or in an active session that was proven lately. */
export const POST = apiRoute(setupFactorSchema, (input, { caller }) => replyFactorSetup(input, caller));

import type { Session } from "@/lib/client";
import { navigate } from "./navigate";

/**
 * Options for `setActive`: navigates to `path`, unless the session has a task. The client redirects to the page of a
 * task.
 */
export const takeUp = (path: string) => ({
  navigate: ({ session }: { session: Session | null }) => {
    if (session?.currentTask) return;
    navigate(path);
  },
});

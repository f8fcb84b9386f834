import type { Session } from "@/lib/client";
import { navigate } from "./navigate";

/** What a page does with a session that has just been made; a task is led to by the client, which knows its page. */
export const takeUp = (path: string) => ({
  navigate: ({ session }: { session: Session | null }) => {
    if (session?.currentTask) return;
    navigate(path);
  },
});

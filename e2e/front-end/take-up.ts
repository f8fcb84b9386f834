import type { Session } from "@/lib/client";
import { navigate } from "./navigate";

/** What a page does with a session that has just been made. */
export const takeUp = (path: string) => ({
  navigate: ({ session }: { session: Session }) => {
    navigate(session.currentTask ? `/task/${session.currentTask.key}` : path);
  },
});

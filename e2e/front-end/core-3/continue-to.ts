import type { Session } from "@/lib/client";
import { navigate } from "../navigate";

type NavigateParams = { session: Session | null; decorateUrl: (url: string) => string };

/** Options for `finalize`, as Clerk's current samples pass them. */
export const continueTo = (path: string) => ({
  navigate: ({ session, decorateUrl }: NavigateParams) => {
    if (session?.currentTask) return;
    const url = decorateUrl(path);
    if (url.startsWith("http")) window.location.href = url;
    else navigate(url);
  },
});

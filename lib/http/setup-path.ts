import { taskPath } from "./access";
import { TWO_STEP, withQuery } from "./paths";
import { safeRedirectUrl } from "./safe-redirect";
/** Where a second factor is set up, as a task or in the account, and the page to redirect to afterwards. */
export type SetupContext = { context: "task" | "account"; redirect_url?: string | undefined };

/** Returns the path to redirect to after a second factor was changed. */
export function pathAfterSetup({ context, redirect_url: redirectUrl }: SetupContext): string {
  return context === "task" ? safeRedirectUrl(redirectUrl) : TWO_STEP;
}

/** Returns the path of the page that confirms a second factor in setup. */
export function setupPath({ context, redirect_url }: SetupContext, query: Record<string, string>): string {
  const page = context === "task" ? taskPath("setup-mfa") : `${TWO_STEP}/setup`;
  return withQuery(page, { ...query, redirect_url });
}

import { taskPath } from "./access";
import { safeRedirectUrl } from "./safe-redirect";
import { withQuery } from "./search-params";
import { TWO_STEP } from "./two-step-path";

/** Where a factor is being set up: as a task, or from the account; and where the person wanted to go. */
export type SetupContext = { place: "task" | "account"; redirect_url?: string | undefined };

/** Where somebody goes on to once a factor is changed. */
export function pathAfterSetup({ place, redirect_url: redirectUrl }: SetupContext): string {
  return place === "task" ? safeRedirectUrl(redirectUrl) : TWO_STEP;
}

/** The page on which a factor that was begun is confirmed. */
export function setupPath({ place, redirect_url }: SetupContext, query: Record<string, string>): string {
  const page = place === "task" ? taskPath("setup-mfa") : `${TWO_STEP}/setup`;
  return withQuery(page, { ...query, redirect_url });
}

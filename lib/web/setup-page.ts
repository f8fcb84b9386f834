import { pageOfTask } from "./access";
import { onwards } from "./onwards";
import { withQuery } from "./search-params";
import { TWO_STEP } from "./two-step-path";

/** Where a factor is being set up: as a task, or from the account; and where the person wanted to go. */
export type SetupPlace = { place: "task" | "account"; redirect_url?: string | undefined };

/** Where somebody goes on to once a factor is changed. */
export function placeAfter({ place, redirect_url: redirectUrl }: SetupPlace): string {
  return place === "task" ? onwards(redirectUrl) : TWO_STEP;
}

/** The page on which a factor that was begun is confirmed. */
export function setupPage({ place, redirect_url }: SetupPlace, query: Record<string, string>): string {
  const page = place === "task" ? pageOfTask("setup-mfa") : `${TWO_STEP}/setup`;
  return withQuery(page, { ...query, redirect_url });
}
